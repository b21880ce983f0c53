package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.formats.KeyValueFile;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.FileSource;
import dev.tandem.mapreduce.api.InputFormat;
import java.util.List;

/**
 * Binary files of keys and values that {@link KeyValueFileOutputFormat} has written: what Hadoop's
 * {@code SequenceFileInputFormat} is.
 *
 * @param <K> keys
 * @param <V> values
 */
public class KeyValueFileInputFormat<K, V> extends InputFormat<K, V> {
  @Override
  public Source<Pair<K, V>> source(List<String> paths, Configuration conf) {
    return new Pairs<>(paths);
  }

  private static final class Pairs<K, V> extends FileSource<Pair<Object, Object>, K, V> {
    private static final long serialVersionUID = 1L;

    Pairs(List<String> paths) {
      super(KeyValueFile.of(paths, Codecs.dynamic(), Codecs.dynamic()), paths, true);
    }

    @Override
    @SuppressWarnings("unchecked") // the job's author knows what the file holds
    protected Pair<K, V> pair(Split split, long number, Pair<Object, Object> record) {
      return (Pair<K, V>) record;
    }
  }
}
