package dev.tandem.rdd.lineage;

import dev.tandem.cluster.TaskContext;
import dev.tandem.rdd.shuffle.ShuffleStore;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.TaskResources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a task lends to the RDDs that it computes. Used by the thread of one attempt. */
public final class ComputeContext extends TaskResources {
  /** Threads that a task starts to read a partition beside itself belong to it. */
  private static final ThreadLocal<ComputeContext> CURRENT = new InheritableThreadLocal<>();

  private final ShuffleStore shuffles;
  private final PartitionStore store;
  private final StageFacts stage;
  private final Map<Object, Object> locals = new HashMap<>();
  private final List<Consumer<Throwable>> onEnd = new ArrayList<>();

  private volatile boolean closed;

  /** Whose thread this one has taken; null outside of tasks. */
  private final ComputeContext outer = CURRENT.get();

  /**
   * @param task the attempt
   * @param shuffles what map tasks have published
   * @param store the partitions kept in memory
   * @param counts whether input and the user's counters count; not where the records are only
   *     looked at
   * @param stage what user code may ask
   */
  public ComputeContext(
      TaskContext task,
      ShuffleStore shuffles,
      PartitionStore store,
      boolean counts,
      StageFacts stage) {
    super(task, store.memory(), counts);
    this.shuffles = shuffles;
    this.store = store;
    this.stage = stage;
    CURRENT.set(this);
  }

  /**
   * For a look at what this task will compute: nothing counts or is kept of it. Until it is closed,
   * this thread works for it.
   */
  public ComputeContext toLook() {
    return new ComputeContext(task(), shuffles, store, false, stage);
  }

  /**
   * The context of the task that this thread works for; null outside of tasks. Threads of a pool
   * that a function has made larger, that of all parallel streams say, belong to its task no longer
   * than the task lasts.
   */
  public static ComputeContext current() {
    ComputeContext context = CURRENT.get();
    return context == null || context.closed ? null : context;
  }

  /**
   * What belongs to this attempt under a key: made when it is first asked for.
   *
   * @param key compared by equals
   */
  @SuppressWarnings("unchecked") // a key is used with one type
  public <T> T local(Object key, Supplier<T> make) {
    return (T) locals.computeIfAbsent(key, absent -> make.get());
  }

  /**
   * Registers what is done when the task has ended, on its thread, the latest first.
   *
   * @param action is told the failure, or null; what it throws makes the attempt fail
   */
  public void onEnd(Consumer<Throwable> action) {
    onEnd.add(action);
  }

  /** The task has ended; whoever waits for that is told once. */
  public void end(Throwable failure) {
    List<Consumer<Throwable>> actions = new ArrayList<>(onEnd);
    onEnd.clear();
    Collections.reverse(actions);
    Throwable first = null;
    for (Consumer<Throwable> action : actions) {
      try {
        action.accept(failure);
      } catch (RuntimeException | Error e) {
        first = first == null ? e : first;
      }
    }
    if (failure == null && first instanceof Error error) {
      throw error;
    } else if (failure == null && first != null) {
      throw (RuntimeException) first;
    }
  }

  /** What user code may ask of its stage. */
  public StageFacts stage() {
    return stage;
  }

  /** What map tasks have published. */
  public ShuffleStore shuffles() {
    return shuffles;
  }

  /** The partitions kept in memory. */
  public PartitionStore store() {
    return store;
  }

  @Override
  public void close() {
    closed = true;
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
    super.close();
  }
}
