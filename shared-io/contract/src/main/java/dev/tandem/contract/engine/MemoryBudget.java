package dev.tandem.contract.engine;

/**
 * How a run's memory is shared: equally by the slots.
 *
 * @param total bytes of heap that the run's data may take
 * @param slots tasks that run at the same time, over all nodes
 */
public record MemoryBudget(long total, int slots) {
  private static final long MEBIBYTE = 1 << 20;

  /** The bytes of one slot. */
  public long share() {
    return total / slots;
  }

  /**
   * Bytes of a task's sort buffer: at most 100 MB (Hadoop's io.sort.mb), at most 0.6 of its share.
   */
  public long sortBuffer() {
    return Math.min(100 * MEBIBYTE, (long) (0.6 * share()));
  }

  /**
   * How many sorted runs a task merges at once: as many 64 KB read buffers as fit in a quarter of
   * its share, 10 to 1000. With the default share 10 GB then need one extra pass at most.
   */
  public int mergeFactor() {
    return (int) Math.max(10, Math.min(1000, share() / 4 / (64 << 10)));
  }
}
