package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Sink;

/**
 * How records of a key and a value become files. What in Hadoop is an {@code OutputFormat} with its
 * record writer is a {@link Sink} here; a format only makes one. Names, staging and commit are the
 * engine's.
 *
 * @param <K> keys
 * @param <V> values
 */
public abstract class OutputFormat<K, V> {
  /**
   * The sink, for the output folder itself; null to write no files.
   *
   * @param conf of the job
   * @throws IllegalArgumentException if a setting is missing or wrong; names it
   */
  public abstract Sink<Pair<K, V>> sink(Configuration conf);
}
