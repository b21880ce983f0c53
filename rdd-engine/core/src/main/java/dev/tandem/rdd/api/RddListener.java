package dev.tandem.rdd.api;

import java.util.Optional;

/**
 * Hears of what a context does: Spark's SparkListener. Called one event at a time and in order, on
 * a thread that does nothing else. What it throws is a warning of the context. Jobs wait for it
 * when a stage begins and ends and when they end, but not for ever; one that is far behind does not
 * hear of everything, as in Spark. It must not call the context back.
 */
public interface RddListener {
  /**
   * A job begins.
   *
   * @param jobId from 0, in the order of their start
   * @param action what was called
   * @param description what the program has said of it, if anything
   * @param group the job group, if any
   */
  record JobStart(int jobId, String action, Optional<String> description, Optional<String> group) {}

  /**
   * A job has ended.
   *
   * @param failure why it has failed, if it has
   */
  record JobEnd(int jobId, Optional<String> failure) {}

  /**
   * A stage.
   *
   * @param stageId from 1, in the order in which stages were planned
   * @param name after what it makes
   * @param numTasks that run now; fewer than partitions where some outputs are still there
   */
  record Stage(int stageId, String name, int numTasks) {}

  /**
   * An attempt of a task.
   *
   * @param partitionId which partition it computes
   * @param attemptNumber from 0
   */
  record Task(int stageId, int partitionId, int attemptNumber) {}

  /**
   * How an attempt has ended: Spark's TaskEndReason.
   *
   * @param reason in one word
   * @param message more of it; empty where it ended well
   */
  record TaskEnd(Reason reason, String message) {
    /** Spark's, by the names of its classes. */
    public enum Reason {
      /** The result was accepted. */
      SUCCESS,
      /** It threw. */
      EXCEPTION_FAILURE,
      /** It could not read a map output: does not count against its task. */
      FETCH_FAILED,
      /** Its node was lost: does not count against its task. */
      EXECUTOR_LOST,
      /** Its job was cancelled, or another attempt of its task was faster. */
      TASK_KILLED
    }
  }

  /** A job begins. */
  default void onJobStart(JobStart job) {}

  /** A job has ended. */
  default void onJobEnd(JobEnd job) {}

  /** A stage begins; stages that are skipped do not. */
  default void onStageSubmitted(Stage stage) {}

  /**
   * A stage has ended: all its tasks have been accepted, or it has failed.
   *
   * @param failure why it has failed, if it has: one of its tasks could not be done, or its job was
   *     cancelled
   */
  default void onStageCompleted(Stage stage, Optional<String> failure) {}

  /** An attempt of a task begins. */
  default void onTaskStart(Task task) {}

  /** An attempt of a task has ended, well or not. */
  default void onTaskEnd(Task task, TaskEnd end) {}

  /**
   * A copy of a partition is kept on a node, has moved to a file there, or was dropped: Spark's
   * onBlockUpdated, which its event log leaves out unless it is asked for.
   *
   * @param rddId the RDD
   * @param memSize bytes of memory that the copy takes now
   * @param diskSize bytes of its file now; dropped if both are 0
   */
  record BlockUpdated(int rddId, int partitionId, int node, long memSize, long diskSize) {}

  /** A block has changed. */
  default void onBlockUpdated(BlockUpdated block) {}

  /** An RDD is not kept any more. */
  default void onUnpersistRDD(int rddId) {}
}
