package dev.tandem.contract.engine;

/**
 * A run that did not succeed. The message is one readable line: job, round or stage, task, attempt,
 * file and record position as far as they are known; what went wrong comes first: what the user's
 * function threw, then the root cause where that is something else.
 */
public final class JobFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line
   */
  public JobFailed(String message) {
    super(message);
  }

  /**
   * @param message one line
   * @param cause what went wrong first
   */
  public JobFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
