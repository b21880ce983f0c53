package dev.tandem.rdd.store;

import dev.tandem.contract.engine.MemoryBudget;
import java.util.function.BooleanSupplier;

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
 * <p>THREADING: safe. No lock is held while the {@link Evictor} is at work, which may write files:
 * whoever needs no eviction gets memory meanwhile.
 */
public final class MemoryManager {
  /** Drops cached partitions. */
  @FunctionalInterface
  public interface Evictor {
    /**
     * Drops the partitions that have not been used for the longest time. Called by several threads
     * at the same time.
     *
     * @param bytes how much is wanted
     * @param except the RDD whose partitions must stay; 0 for none
     * @return estimated bytes that were freed: at least what was wanted, or all that nobody else is
     *     dropping
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

  /** What evictions that are under way are to take from {@link #storage}. */
  private long leaving;

  /**
   * Somebody asks for heap.
   *
   * @param bytes how much
   * @param except the RDD whose partitions are not dropped for it; 0 for none
   * @param spared storage that is not dropped for it
   * @param allowed whether a limit of its own allows it; asked with the lock of the manager
   * @param take takes it, with that lock
   */
  private record Request(
      long bytes, int except, long spared, BooleanSupplier allowed, Runnable take) {}

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
  public boolean acquireShuffle(long bytes) {
    return acquire(shuffleRequest(bytes));
  }

  private Request shuffleRequest(long bytes) {
    return new Request(
        bytes, 0, total / 2, () -> shuffle + bytes <= total / 4 * 3, () -> shuffle += bytes);
  }

  /**
   * About how much of what {@link #acquireShuffle} is asked for it would grant now: others ask too.
   */
  public synchronized long shuffleRoom() {
    long cached = Math.max(0, storage - leaving - total / 2);
    return Math.max(0, Math.min(total / 4 * 3 - shuffle, free() + cached));
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
  public boolean acquireStorage(long bytes, int rdd) {
    return acquire(new Request(bytes, rdd, 0, () -> true, () -> storage += bytes));
  }

  /** Gives back what {@link #acquireStorage} granted and no eviction has taken. */
  public synchronized void releaseStorage(long bytes) {
    storage -= bytes;
  }

  private boolean acquire(Request request) {
    return grant(request, attempt(request));
  }

  /** Goes on from an attempt: evicts and tries again, until it is granted or refused. */
  private boolean grant(Request request, long firstMissing) {
    long missing = firstMissing;
    while (missing > 0) {
      if (!evict(missing, request.except())) {
        return false;
      }
      missing = attempt(request);
    }
    return missing == 0;
  }

  /**
   * Takes what is asked for, if there is room; else announces an eviction, which must follow.
   *
   * @return 0 if it was taken; the bytes to be evicted; less than 0 if it is refused
   */
  private synchronized long attempt(Request request) {
    long missing = Math.max(0, request.bytes() - free());
    boolean evictable = missing == 0 || missing <= storage - leaving - request.spared();
    if (!evictable || !request.allowed().getAsBoolean()) {
      return -1;
    }
    if (missing == 0) {
      request.take().run();
    }
    leaving += missing;
    return missing;
  }

  /** Returns whether anything was freed. */
  private boolean evict(long wanted, int except) {
    long freed = 0;
    try {
      freed = evictor.evict(wanted, except);
    } finally {
      synchronized (this) {
        leaving -= wanted;
        storage -= freed;
      }
    }
    return freed > 0;
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

  private boolean acquireExecution(long taskHolds, long bytes) {
    return acquire(
        new Request(
            bytes, 0, total / 2, () -> taskHolds + bytes <= share, () -> execution += bytes));
  }

  private synchronized void forceExecution(long bytes) {
    execution += bytes;
  }

  /** What one task attempt holds, over all its buffers. Used by one thread. */
  public final class TaskMemory implements AutoCloseable {
    private long held;
    private long peak;

    private TaskMemory() {}

    /** The most that it has held so far. */
    public long peak() {
      return peak;
    }

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
      task.peak = Math.max(task.peak, task.held);
      return true;
    }

    /**
     * Turns the buffer into published shuffle data: gives back what is held and takes this much of
     * the budget of the shuffle, until {@link MemoryManager#releaseShuffle}.
     *
     * @return false if it does not fit; what was held is given back all the same
     */
    public boolean publish(long bytes) {
      Request request = shuffleRequest(bytes);
      long missing;
      synchronized (MemoryManager.this) {
        release(); // nobody gets it in between
        missing = attempt(request);
      }
      return grant(request, missing);
    }

    /** Gives everything back. */
    public void release() {
      forceExecution(-held);
      task.held -= held;
      held = 0;
    }
  }
}
