package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Partitioner;

/**
 * No twin of Placement of the MapReduce engine, which describes what this does; {@link
 * Partitioning} is that one's twin.
 *
 * <p>Decides which partition a key goes to. Belongs to one task.
 */
final class Placement {
  private final Partitioner<? super Object> by;
  private final int partitions;
  private final boolean powerOfTwo;

  /**
   * @param by the partitioner; null for the hash
   * @param partitions how many there are
   */
  Placement(Partitioner<? super Object> by, int partitions) {
    this.by = by;
    this.partitions = partitions;
    this.powerOfTwo = Integer.bitCount(partitions) == 1;
  }

  /** Whether hashes are looked at. */
  boolean byHash() {
    return by == null;
  }

  /** The partition of the key at a used slot; makes no object of it if it need not. */
  int of(Slots table, int slot) {
    return of(by == null ? null : table.keyAt(slot), table.hashAt(slot));
  }

  /** The partition of a key with this hash. */
  int of(Object key, int hash) {
    if (by == null) {
      // the same remainder, without a division
      return powerOfTwo ? hash & partitions - 1 : Math.floorMod(hash, partitions);
    }
    int partition = by.partition(key, partitions);
    if (partition < 0 || partition >= partitions) {
      throw new IllegalStateException(
          "Illegal partition " + partition + " for key " + key + " (of " + partitions + ")");
    }
    return partition;
  }
}
