package dev.tandem.contract.plan;

/**
 * A user's function failed, or produced a null: names the step. The cause, if any, is what the
 * function threw.
 */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String step;

  /**
   * @param step the name of the step
   * @param message what happened
   * @param cause what the function threw, or null
   */
  public StepFailure(String step, String message, Throwable cause) {
    super("step '" + step + "': " + message, cause);
    this.step = step;
  }

  /** The name of the step. */
  public String step() {
    return step;
  }
}
