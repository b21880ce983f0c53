package dev.tandem.rdd.api;

import java.io.Serializable;

/**
 * Twin of Partitioner of the MapReduce engine: sees keys alone and knows its number of partitions,
 * so that two of them can be compared.
 *
 * <p>Decides which partition a key goes to. Two RDDs with equal partitioners are placed alike and
 * are joined without a shuffle, so {@code equals} must say so. Immutable.
 */
public abstract class Partitioner implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The number of partitions, at least 1. */
  public abstract int numPartitions();

  /**
   * The partition of a key.
   *
   * @param key never null
   * @return 0 to {@link #numPartitions} - 1; the same for equal keys. Anything else fails the task
   *     with "Illegal partition" and the key
   */
  public abstract int getPartition(Object key);

  /**
   * The partitioner of a shuffle that names none: that of the RDD with the most partitions among
   * those which have one, if it has at least as many partitions as are wanted, or more than a tenth
   * of those of the largest RDD; else a {@link HashPartitioner} into as many partitions as the
   * options say, or as the largest RDD has. The rule of Spark's {@code
   * Partitioner.defaultPartitioner}.
   *
   * @param rdd what is shuffled
   * @param others what is shuffled with it
   */
  public static Partitioner defaultPartitioner(RddLike<?> rdd, RddLike<?>... others) {
    return DefaultPartitioner.of(rdd, others);
  }
}
