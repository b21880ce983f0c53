package dev.tandem.cluster;

import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;

/**
 * Thrown by a task whose input, the output of another task, is gone or damaged. The task is
 * innocent: it will be run again.
 *
 * <p>Where it is noticed below user code (in the values of a group, say), throw {@link #unchecked}:
 * it passes through the user's steps without blaming them. An IOException or CorruptDataException
 * of a run file must be turned into this there, too.
 */
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
    super(
        "the output of " + unit + ", task " + task + " is lost: " + Failures.describe(cause),
        cause);
    this.unit = unit;
    this.task = task;
  }

  /** The same failure in a form that passes through user code. */
  public StorageFailure unchecked() {
    return new StorageFailure(new IOException(getMessage(), this));
  }

  /** The fetch failure that {@code thrown} is or carries, or null. */
  static FetchFailure in(Throwable thrown) {
    if (thrown instanceof StorageFailure storage
        && storage.getCause().getCause() instanceof FetchFailure carried) {
      return carried;
    }
    return thrown instanceof FetchFailure itself ? itself : null;
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
