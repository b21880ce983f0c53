package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Configurable;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Partitioner;

/**
 * Places keys by parts of their text: Hadoop's {@code KeyFieldBasedPartitioner}. {@code -k1,1}
 * sends all keys with the same first field to one reduce task, which may have them sorted and
 * grouped by more. The options are those of {@link KeyFieldBasedComparator}; without any the hash
 * of the key's {@code String} decides, and not that of {@code HashPartitioner}. A part that a key
 * does not have counts for nothing.
 *
 * @param <K> keys of the map output, taken as the text of their {@code toString}
 * @param <V> values of the map output
 */
public class KeyFieldBasedPartitioner<K, V> extends Partitioner<K, V> implements Configurable {
  /** The setting that holds the options. */
  public static final String PARTITIONER_OPTIONS = "mapreduce.partition.keypartitioner.options";

  private KeyFieldOptions options = new KeyFieldOptions(new Configuration(), PARTITIONER_OPTIONS);

  /** Sets the options: {@code -k1,2}. */
  public static void setKeyFieldPartitionerOptions(MapReduceJob job, String keySpec) {
    job.getConfiguration().set(PARTITIONER_OPTIONS, keySpec);
  }

  /** The options, or null. */
  public static String getKeyFieldPartitionerOption(MapReduceJob job) {
    return job.getConfiguration().get(PARTITIONER_OPTIONS);
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if they cannot be read; names them
   */
  @Override
  public void setConf(Configuration conf) {
    options = new KeyFieldOptions(conf, PARTITIONER_OPTIONS);
  }

  @Override
  public int getPartition(K key, V value, int numPartitions) {
    int hash = options.parts().isEmpty() ? options.string(key).hashCode() : hash(options.text(key));
    return (hash & Integer.MAX_VALUE) % numPartitions;
  }

  private int hash(KeyText key) {
    int hash = 0;
    for (KeyField part : options.parts()) {
      int begin = part.begin(key);
      int end = begin < 0 ? begin : part.end(key);
      for (int i = begin; i < end; i++) {
        hash = 31 * hash + key.bytes()[i];
      }
    }
    return hash;
  }
}
