package dev.tandem.rdd.api;

import java.io.Serializable;

/**
 * Decides which partition a key goes to. Two RDDs with equal partitioners are placed alike and are
 * joined without a shuffle, so {@code equals} must say so. Immutable.
 */
public abstract class Partitioner implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The number of partitions, at least 1. */
  public abstract int numPartitions();

  /**
   * The partition of a key.
   *
   * @param key never null
   * @return 0 to {@link #numPartitions} - 1; the same for equal keys
   */
  public abstract int getPartition(Object key);
}
