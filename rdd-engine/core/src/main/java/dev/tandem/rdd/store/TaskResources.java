package dev.tandem.rdd.store;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a task lends to those that hold its records. Used by the thread of one attempt. */
public class TaskResources implements AutoCloseable {
  private final TaskContext task;
  private final MemoryManager memory;
  private final MemoryManager.TaskMemory taskMemory;
  private final boolean counts;
  private final long startMillis;

  /** Each once: blocks that are read again and again bring the same references. */
  private final Set<WeakReference<SpilledGroup>> spilled = new LinkedHashSet<>();

  private int nextFile;

  /**
   * @param task the attempt
   * @param memory the run's budget
   * @param counts whether input and the user's counters count; not where the records are only
   *     looked at
   */
  protected TaskResources(TaskContext task, MemoryManager memory, boolean counts) {
    this.task = task;
    this.memory = memory;
    this.counts = counts;
    this.taskMemory = memory.newTask();
    this.startMillis = task.millis();
  }

  /** The attempt: its ledger, scopes, scratch files. */
  public final TaskContext task() {
    return task;
  }

  /** Binds what the function of an operation has captured, for one partition of the operation. */
  public final TaskScope scope(Operation operation, int partition) {
    TaskScope scope = task.scopes(partition).of(operation);
    return counts ? scope : new Uncounted(scope);
  }

  /** The storage. */
  public final FileStore files() {
    return task.files();
  }

  /** The run's budget. */
  public final MemoryManager memory() {
    return memory;
  }

  /** A claim on memory for one more buffer of this task. */
  public final MemoryManager.Claim claim() {
    return taskMemory.claim();
  }

  /** The most bytes of heap that this task's buffers have held at once. */
  public final long peakMemory() {
    return taskMemory.peak();
  }

  /** Milliseconds since the attempt began to compute. */
  public final long runMillis() {
    return task.millis() - startMillis;
  }

  /** A new scratch file of this attempt. */
  public final String newFile(String name) {
    return task.scratchFile(name + nextFile++);
  }

  /** A group went to a file: what is kept of this task's records may refer to it. */
  public final void spilled(SpilledGroup group) {
    spilled.add(new WeakReference<>(group));
  }

  /** The task reads records that refer to groups in files. */
  public final void reading(SpilledGroups groups) {
    spilled.addAll(groups.groups());
  }

  /** What this task's records may refer to. */
  public final SpilledGroups spilled() {
    return new SpilledGroups(List.copyOf(spilled));
  }

  /**
   * Whether the task computes for good; else it only looks at records, which another task will
   * compute again.
   */
  public final boolean counts() {
    return counts;
  }

  /** Adds to a measure of the attempt. */
  public final void count(Measure measure, long amount) {
    task.ledger().add(measure, amount);
  }

  @Override
  public void close() {
    taskMemory.close();
  }
}
