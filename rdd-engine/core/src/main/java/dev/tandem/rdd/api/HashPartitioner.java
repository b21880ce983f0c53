package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;

/**
 * Twin of HashPartitioner of the MapReduce engine: another hash and another remainder, as in Spark
 * and in Hadoop.
 *
 * <p>Places keys by their hash: {@code floorMod(hash, partitions)}. The hash is Java's for strings,
 * boxed numbers and lists, and that of {@link dev.tandem.contract.io.Codec#hash} for all others.
 * Arrays may be keys: equal content is one key and has one hash, where Spark, which looks at the
 * identity of arrays, refuses them.
 */
public final class HashPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  /**
   * @param partitions how many, at least 1
   */
  public HashPartitioner(int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "the number of partitions is " + partitions + ", it must be at least 1");
    }
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  /**
   * @throws IllegalArgumentException if the key's class cannot be a key
   */
  @Override
  public int getPartition(Object key) {
    return Math.floorMod(Codecs.keyDynamic().hash(key), partitions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashPartitioner that && partitions == that.partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }

  @Override
  public String toString() {
    return "HashPartitioner(" + partitions + ")";
  }
}
