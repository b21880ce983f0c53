package dev.tandem.contract.engine;

/**
 * Hears of a run's progress, one call at a time and in order, on a thread that does nothing else.
 * What it throws is a warning of the run. The run waits for it when a unit begins and ends, but not
 * for ever; one that is far behind does not hear of everything.
 */
public interface RunListener {
  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** Why an attempt ended for nothing, without a fault of its own. */
  enum Drop {
    /** It was told to stop, or another attempt of its task was committed before. */
    STOPPED,
    /** It could not read what another task had produced. */
    INPUT_LOST,
    /** Its node was lost. */
    NODE_LOST
  }

  /** A round's phase or a stage begins, with this many tasks. */
  default void unitStarted(String unit, int tasks) {}

  /** An attempt of one of its tasks begins. */
  default void attemptStarted(String unit, int task, int attempt) {}

  /** One task of it has been committed, by this attempt. */
  default void taskFinished(String unit, int task, int attempt) {}

  /**
   * An attempt failed.
   *
   * @param again whether its task will be tried again
   */
  default void attemptFailed(String unit, int task, int attempt, Throwable cause, boolean again) {}

  /** An attempt ended for nothing; if its task needs another one, there will be one. */
  default void attemptDropped(String unit, int task, int attempt, Drop why) {}

  /** All tasks that were needed have been committed. */
  default void unitFinished(String unit) {}

  /** A unit ends before that: one of its tasks could not be done, or the job was cancelled. */
  default void unitFailed(String unit, Throwable cause) {}

  /** Something that the user should know although the run goes on. */
  default void warning(String message) {}
}
