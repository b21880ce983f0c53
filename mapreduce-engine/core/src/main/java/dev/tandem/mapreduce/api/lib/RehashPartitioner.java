package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.HashPartitioner;

/**
 * Mixes the bits of the hash before the remainder is taken, so that keys that are all multiples of
 * a number (identifiers in steps of ten) fill all partitions: Hadoop's {@code RehashPartitioner}.
 *
 * @param <K> keys of the map output
 * @param <V> values of the map output
 */
public class RehashPartitioner<K, V> extends HashPartitioner<K, V> {
  private static final int SEED = 1_591_267_453;

  @Override
  public int getPartition(K key, V value, int numPartitions) {
    int h = SEED ^ hash(key);
    h ^= h >>> 20 ^ h >>> 12;
    h ^= h >>> 7 ^ h >>> 4;
    return (h & Integer.MAX_VALUE) % numPartitions;
  }
}
