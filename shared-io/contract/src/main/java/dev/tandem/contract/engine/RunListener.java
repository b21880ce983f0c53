package dev.tandem.contract.engine;

/**
 * Hears of a run's progress, one call at a time and in order, on a thread that does nothing else.
 * What it throws is a warning of the run. The run waits for it when a unit begins and ends, but not
 * for ever; one that is far behind does not hear of everything.
 */
public interface RunListener {
  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** A round's phase or a stage begins, with this many tasks. */
  default void unitStarted(String unit, int tasks) {}

  /** An attempt of one of its tasks begins. */
  default void attemptStarted(String unit, int task, int attempt) {}

  /** One task of it has been committed. */
  default void taskFinished(String unit, int task) {}

  /** An attempt failed and its task will be tried again. */
  default void attemptFailed(String unit, int task, int attempt, Throwable cause) {}

  /** All its tasks have been committed. */
  default void unitFinished(String unit) {}

  /** Something that the user should know although the run goes on. */
  default void warning(String message) {}
}
