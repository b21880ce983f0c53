package dev.tandem.spark.task;

import dev.tandem.cluster.Failures;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * What has gone wrong in a task, in words: the exceptions of user code may not survive the way to
 * the driver. The stack trace is that of the exception that came first.
 */
public final class TaskFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int stage;
  private final int task;
  private final int attempt;
  private final String position;

  private TaskFailed(String message, int stage, int task, int attempt, String position) {
    super(message);
    this.stage = stage;
    this.task = task;
    this.attempt = attempt;
    this.position = position;
  }

  /**
   * Tells the driver of a failure; what is Spark's own affair goes through as it is.
   *
   * @param thrown anything
   * @param position the record that was being processed, or empty
   */
  public static RuntimeException of(Throwable thrown, String position) {
    if (thrown instanceof TaskFailed
        || thrown instanceof TaskKilledException
        || thrown instanceof NoMoreAttempts) {
      return (RuntimeException) thrown;
    }
    TaskContext context = TaskContext.get();
    if (context.isInterrupted()) {
      return new TaskKilledException("the run has ended");
    }
    TaskFailed failed =
        new TaskFailed(
            Failures.describe(thrown),
            context.stageId(),
            context.partitionId(),
            context.attemptNumber(),
            position);
    failed.setStackTrace(thrown.getStackTrace());
    return failed;
  }

  /** Spark's number of the stage. */
  public int stage() {
    return stage;
  }

  /** The number of the task. */
  public int task() {
    return task;
  }

  /** The number of the try, from 0. */
  public int attempt() {
    return attempt;
  }

  /** The record that was being processed, or empty. */
  public String position() {
    return position;
  }
}
