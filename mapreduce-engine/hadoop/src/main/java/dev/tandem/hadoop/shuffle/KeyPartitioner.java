package dev.tandem.hadoop.shuffle;

import org.apache.hadoop.mapreduce.Partitioner;

/** The partition that the mapper has found with Tandem's partitioner. */
public final class KeyPartitioner extends Partitioner<ShuffleKey, ShuffleValue> {
  @Override
  public int getPartition(ShuffleKey key, ShuffleValue value, int partitions) {
    return key.partition();
  }
}
