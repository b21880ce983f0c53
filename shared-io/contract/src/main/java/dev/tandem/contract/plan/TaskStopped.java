package dev.tandem.contract.plan;

/**
 * Thrown through user code to end a task early: it was cancelled, or enough records have been
 * taken. Never a failure of the step.
 */
public final class TaskStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why for messages
   */
  public TaskStopped(String why) {
    super(why, null, false, false);
  }
}
