package dev.tandem.rdd.store;

import dev.tandem.contract.engine.MemoryBudget;

/**
 * One budget for all data on the heap, unified as in Spark (SPARK-10000): what execution leaves,
 * storage may use, and the other way round.
 *
 * <ul>
 *   <li><b>Execution</b>: the hash tables and buffers of running tasks. A task gets at most its
 *       share, and every buffer is granted a small floor without question, so that a task always
 *       gets on. Who is refused spills.
 *   <li><b>Shuffle</b>: what finished tasks have published as references: at most three quarters of
 *       the budget, so that reading it needs no second place for most of it. What does not fit goes
 *       to files.
 *   <li><b>Storage</b>: the partitions of reused RDDs. Execution and shuffle may drop them down to
 *       half of the budget; storage never drops anything but other RDDs' partitions.
 * </ul>
 *
 * <p>THREADING: safe. The lock of this object is taken before that of the {@link Evictor}, never
 * behind it.
 */
public final class MemoryManager {
  /** Drops cached partitions. */
  @FunctionalInterface
  public interface Evictor {
    /**
     * Drops the partitions that have not been used for the longest time.
     *
     * @param bytes how much is wanted
     * @param except the RDD whose partitions must stay; 0 for none
     * @return estimated bytes that were freed: at least what was wanted, or all there is
     */
    long evict(long bytes, int except);
  }

  private final long total;
  private final long share;
  private final long floor;
  private final Evictor evictor;
  private long execution;
  private long shuffle;
  private long storage;

  /**
   * @param budget what the run may use
   * @param evictor drops cached partitions
   */
  public MemoryManager(MemoryBudget budget, Evictor evictor) {
    this.total = budget.total();
    this.share = budget.share();
    this.floor = share / 8;
    this.evictor = evictor;
  }

  /** The memory of one task attempt; to be closed when it ends. */
  public TaskMemory newTask() {
    return new TaskMemory();
  }

  /**
   * Takes heap for published shuffle data, until {@link #releaseShuffle}.
   *
   * @return false if it does not fit
   */
  public synchronized boolean acquireShuffle(long bytes) {
    if (shuffle + bytes > total / 4 * 3 || !makeRoom(bytes)) {
      return false;
    }
    shuffle += bytes;
    return true;
  }

  /** Gives back what {@link Claim#publish} took. */
  public synchronized void releaseShuffle(long bytes) {
    shuffle -= bytes;
  }

  /**
   * Asks for heap for a cached partition.
   *
   * @param rdd the RDD that is being filled: its own partitions are not dropped for it
   */
  public synchronized boolean acquireStorage(long bytes, int rdd) {
    long missing = bytes - free();
    if (missing > storage) {
      return false;
    }
    if (missing > 0) {
      storage -= evictor.evict(missing, rdd);
    }
    if (bytes > free()) {
      return false;
    }
    storage += bytes;
    return true;
  }

  /** Gives back what {@link #acquireStorage} granted and no eviction has taken. */
  public synchronized void releaseStorage(long bytes) {
    storage -= bytes;
  }

  private boolean makeRoom(long bytes) {
    long missing = bytes - free();
    long evictable = storage - total / 2;
    if (missing > 0 && missing <= evictable) {
      storage -= evictor.evict(missing, 0);
    }
    return bytes <= free();
  }

  private long free() {
    return total - execution - shuffle - storage;
  }

  /** Bytes that published shuffle data may take when nobody waits for it any more. */
  public long idleShuffle() {
    return total / 4;
  }

  /** Bytes that are taken now: execution, shuffle and storage. */
  public synchronized long used() {
    return execution + shuffle + storage;
  }

  private synchronized boolean acquireExecution(long taskHolds, long bytes) {
    if (taskHolds + bytes > share || !makeRoom(bytes)) {
      return false;
    }
    execution += bytes;
    return true;
  }

  private synchronized void forceExecution(long bytes) {
    execution += bytes;
  }

  /** What one task attempt holds, over all its buffers. Used by one thread. */
  public final class TaskMemory implements AutoCloseable {
    private long held;

    private TaskMemory() {}

    /** A claim for one more buffer of this task. */
    public Claim claim() {
      return new Claim(this);
    }

    @Override
    public void close() {
      forceExecution(-held);
      held = 0;
    }
  }

  /** What one buffer of a task holds. Used by the thread of its task. */
  public final class Claim {
    private static final long STEP = 64 << 10;

    private final TaskMemory task;
    private long held;

    private Claim(TaskMemory task) {
      this.task = task;
    }

    /**
     * Asks to hold this much altogether.
     *
     * @return false if the buffer should spill first
     */
    public boolean hold(long bytes) {
      if (bytes <= held) {
        return true;
      }
      long more = Math.max(bytes - held, Math.min(STEP, floor));
      if (!acquireExecution(task.held, more)) {
        more = bytes - held;
        if (bytes > floor) {
          return false;
        }
        forceExecution(more);
      }
      held += more;
      task.held += more;
      return true;
    }

    /**
     * Turns the buffer into published shuffle data: gives back what is held and takes this much of
     * the budget of the shuffle, until {@link MemoryManager#releaseShuffle}.
     *
     * @return false if it does not fit; what was held is given back all the same
     */
    public boolean publish(long bytes) {
      synchronized (MemoryManager.this) {
        release();
        return acquireShuffle(bytes);
      }
    }

    /** Gives everything back. */
    public void release() {
      forceExecution(-held);
      task.held -= held;
      held = 0;
    }
  }
}
