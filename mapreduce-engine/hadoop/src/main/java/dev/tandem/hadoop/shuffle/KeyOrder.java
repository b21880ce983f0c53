package dev.tandem.hadoop.shuffle;

import dev.tandem.hadoop.task.TaskRun;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.RawComparator;

/** The order of records in Hadoop's sort: that of their bytes, or of the user's comparators. */
public class KeyOrder implements RawComparator<ShuffleKey>, Configurable {
  private Configuration configuration;
  private TaskRun task;
  private KeyBytes keys;

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
    task = TaskRun.of(conf);
    keys = new KeyBytes(PlannedShuffle.of(task.round().shuffle()));
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }

  @Override
  public int compare(byte[] a, int fromA, int lengthA, byte[] b, int fromB, int lengthB) {
    try {
      return compare(keys, a, fromA, lengthA, b, fromB, lengthB);
    } catch (RuntimeException e) {
      throw task.failed(e);
    }
  }

  /** Compares encoded keys. */
  int compare(KeyBytes with, byte[] a, int fromA, int lengthA, byte[] b, int fromB, int lengthB) {
    return with.compare(a, fromA, lengthA, b, fromB, lengthB);
  }

  /** Keys that are encoded. */
  @Override
  public int compare(ShuffleKey a, ShuffleKey b) {
    return compare(a.bytes(), a.offset(), a.length(), b.bytes(), b.offset(), b.length());
  }

  /** Which records belong to one group. */
  public static final class Groups extends KeyOrder {
    @Override
    int compare(KeyBytes with, byte[] a, int fromA, int lengthA, byte[] b, int fromB, int lengthB) {
      return with.compareGroups(a, fromA, lengthA, b, fromB, lengthB);
    }
  }
}
