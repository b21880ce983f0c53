package dev.tandem.cluster;

/** Thrown by a task whose input, the output of another task, is gone or damaged. The task is innocent: it will be run again. */
public final class FetchFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String unit;
  private final int task;

  /**
   * @param unit the unit whose output is lost
   * @param task the number of the task in it
   * @param cause how it was noticed: an IOException, a CorruptDataException
   */
  public FetchFailure(String unit, int task, Throwable cause) {
    super("the output of " + unit + ", task " + task + " is lost: " + Failures.describe(cause), cause);
    this.unit = unit;
    this.task = task;
  }

  /** The unit whose output is lost. */
  public String unit() {
    return unit;
  }

  /** The number of the task whose output is lost. */
  public int task() {
    return task;
  }
}
