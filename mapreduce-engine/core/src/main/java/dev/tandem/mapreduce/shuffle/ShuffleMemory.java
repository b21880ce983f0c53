package dev.tandem.mapreduce.shuffle;

/**
 * The memory that the copies of one reduce task may take: Hadoop's {@code
 * MergeManagerImpl.reserve}. Thread-safe.
 */
final class ShuffleMemory {
  private final long limit;
  private final long single;
  private long used;
  private boolean closed;

  /**
   * @param limit bytes beyond which nobody begins another copy in memory; the last one to begin may
   *     exceed it, so that there always is one that goes on
   * @param single bytes of the largest copy that goes into memory
   */
  ShuffleMemory(long limit, long single) {
    this.limit = limit;
    this.single = single;
  }

  /**
   * Reserves memory for a copy, and waits for it while too much is in use.
   *
   * @return false if the copy has to go to disk
   * @throws InterruptedException if the task is stopped meanwhile
   */
  synchronized boolean reserve(long bytes) throws InterruptedException {
    if (bytes > single) {
      return false;
    }
    while (used > limit && !closed) {
      wait();
    }
    used += bytes;
    return true;
  }

  /** Takes memory without waiting, for the merge of copies that will give theirs back. */
  synchronized void take(long bytes) {
    used += bytes;
  }

  /** Gives memory back. */
  synchronized void release(long bytes) {
    used -= bytes;
    notifyAll();
  }

  /** Nobody waits any more: the copying has failed. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Bytes in use. */
  synchronized long used() {
    return used;
  }
}
