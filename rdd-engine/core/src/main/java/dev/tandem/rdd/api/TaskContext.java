package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.run.JobSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
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
  private final List<BiConsumer<TaskContext, Throwable>> onFailure = new ArrayList<>();
  private final List<BiConsumer<TaskContext, String>> onInterrupt = new ArrayList<>();
  private boolean completed;
  private Throwable failure;

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

  /** How often the stage has begun again, because something that it read or had made was lost. */
  public int stageAttemptNumber() {
    return context.stage().attempt();
  }

  /** The partition of the last RDD of the stage. */
  public int partitionId() {
    return context.task().attempt().task();
  }

  /** How many partitions the last RDD of the stage has; not all of them need have a task. */
  public int numPartitions() {
    return context.stage().partitions();
  }

  /**
   * How often the task was tried before. Unlike in Spark, the attempts of a stage that has begun
   * again go on counting.
   */
  public int attemptNumber() {
    return context.task().attempt().number();
  }

  /** The number of this attempt, unique in this process. */
  public long taskAttemptId() {
    return taskAttemptId;
  }

  /**
   * What the thread that started the job had said with {@link RddContext#setLocalProperty}, or
   * null; its group and its description are among it, under Spark's names.
   */
  public String getLocalProperty(String key) {
    return context.stage().properties().get(key.equals("pool") ? JobSettings.POOL : key);
  }

  /** What the attempt has counted so far; behind the last record in a completion listener. */
  public TaskMetrics taskMetrics() {
    return TaskMetrics.of(context);
  }

  /** Whether the task has ended. */
  public boolean isCompleted() {
    return completed;
  }

  /** Whether the task has failed. */
  public boolean isFailed() {
    return failure != null;
  }

  /** Whether the task was told to stop. */
  public boolean isInterrupted() {
    return context.task().stopped();
  }

  /**
   * Ends the task if it was told to stop; for functions that compute for long.
   *
   * @throws dev.tandem.contract.plan.TaskStopped if so; not to be caught
   */
  public void killTaskIfInterrupted() {
    context.task().checkStopped();
  }

  /**
   * Registers what is done when the task has ended, well or not, on its thread; the latest first,
   * all of them, also if one throws. What is thrown makes the task fail. If the task has ended
   * already, it is done now.
   */
  public TaskContext addTaskCompletionListener(Consumer<TaskContext> listener) {
    if (completed) {
      listener.accept(this);
    } else {
      onCompletion.add(0, listener);
    }
    return this;
  }

  /**
   * Registers what is done when the task has failed, or was told to stop and did, before those that
   * wait for any end; else as {@link #addTaskCompletionListener}.
   */
  public TaskContext addTaskFailureListener(BiConsumer<TaskContext, Throwable> listener) {
    if (failure != null) {
      listener.accept(this, failure);
    } else {
      onFailure.add(0, listener);
    }
    return this;
  }

  /**
   * Registers what is done when the task has ended because it was told to stop, before those that
   * wait for its failure: it is given the reason. Else as {@link #addTaskCompletionListener}; Spark
   * calls it on the thread that stops the task.
   */
  public TaskContext addTaskInterruptListener(BiConsumer<TaskContext, String> listener) {
    if (failure != null && isInterrupted()) {
      listener.accept(this, failure.getMessage());
    } else {
      onInterrupt.add(0, listener);
    }
    return this;
  }

  private void end(Throwable thrown) {
    failure = thrown;
    List<Runnable> calls = new ArrayList<>();
    if (thrown != null && isInterrupted()) {
      onInterrupt.forEach(listener -> calls.add(() -> listener.accept(this, thrown.getMessage())));
    }
    if (thrown != null) {
      onFailure.forEach(listener -> calls.add(() -> listener.accept(this, thrown)));
    }
    calls.add(() -> completed = true);
    onCompletion.forEach(listener -> calls.add(() -> listener.accept(this)));
    callAll(calls);
  }

  private static void callAll(List<Runnable> calls) {
    Throwable first = null;
    for (Runnable call : calls) {
      try {
        call.run();
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    } else if (first != null) {
      throw (RuntimeException) first;
    }
  }
}
