package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.ComputeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a function can know of the task that it runs in: Spark's TaskContext. To be asked for in the
 * function, on its thread.
 */
public final class TaskContext {
  private static final AtomicLong ATTEMPTS = new AtomicLong();

  private final ComputeContext context;
  private final long taskAttemptId = ATTEMPTS.getAndIncrement();
  private final List<Consumer<TaskContext>> onCompletion = new ArrayList<>();
  private final List<Consumer<Throwable>> onFailure = new ArrayList<>();
  private boolean completed;

  private TaskContext(ComputeContext context) {
    this.context = context;
    context.onEnd(this::end);
  }

  /** The task of this thread; null on the driver. */
  public static TaskContext get() {
    ComputeContext context = ComputeContext.current();
    return context == null
        ? null
        : context.local(TaskContext.class, () -> new TaskContext(context));
  }

  /** The partition of this thread's task; 0 on the driver. */
  public static int getPartitionId() {
    TaskContext task = get();
    return task == null ? 0 : task.partitionId();
  }

  /** The stage, as reports and listeners number it. */
  public int stageId() {
    return Events.stageId(context.task().attempt().unit());
  }

  /** The partition of the last RDD of the stage. */
  public int partitionId() {
    return context.task().attempt().task();
  }

  /** How often the task was tried before. */
  public int attemptNumber() {
    return context.task().attempt().number();
  }

  /** The number of this attempt, unique in this process. */
  public long taskAttemptId() {
    return taskAttemptId;
  }

  /** Whether the task has ended. */
  public boolean isCompleted() {
    return completed;
  }

  /** Whether the task was told to stop. */
  public boolean isInterrupted() {
    return context.task().stopped();
  }

  /**
   * Registers what is done when the task has ended, well or not, on its thread; the latest first.
   * What it throws makes the task fail.
   */
  public TaskContext addTaskCompletionListener(Consumer<TaskContext> listener) {
    onCompletion.add(0, listener);
    return this;
  }

  /** Registers what is done when the task has failed, before those that wait for any end. */
  public TaskContext addTaskFailureListener(Consumer<Throwable> listener) {
    onFailure.add(0, listener);
    return this;
  }

  private void end(Throwable failure) {
    completed = true;
    if (failure != null) {
      onFailure.forEach(listener -> listener.accept(failure));
    }
    onCompletion.forEach(listener -> listener.accept(this));
  }
}
