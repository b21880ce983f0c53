package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Partitioner;

/** Decides which partition a key goes to. Belongs to one task. */
final class Placement {
  private final Partitioner<? super Object> by;
  private final int partitions;

  /**
   * @param by the partitioner; null for the hash
   * @param partitions how many there are
   */
  Placement(Partitioner<? super Object> by, int partitions) {
    this.by = by;
    this.partitions = partitions;
  }

  /** The partition of a key with this hash. */
  int of(Object key, int hash) {
    if (by == null) {
      return Math.floorMod(hash, partitions);
    }
    int partition = by.partition(key, partitions);
    if (partition < 0 || partition >= partitions) {
      throw new IllegalStateException(
          "Illegal partition " + partition + " for key " + key + " (of " + partitions + ")");
    }
    return partition;
  }
}
