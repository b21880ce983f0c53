package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Source;
import java.util.List;

/**
 * How files become records of a key and a value. What in Hadoop is an {@code InputFormat} with its
 * splits and record readers is a {@link Source} here; a format only makes one.
 *
 * @param <K> keys
 * @param <V> values
 */
public abstract class InputFormat<K, V> {
  /**
   * The source of some files.
   *
   * @param paths files and folders, in order
   * @param conf of the job
   * @throws IllegalArgumentException if a setting is missing or wrong; names it
   */
  public abstract Source<Pair<K, V>> source(List<String> paths, Configuration conf);
}
