package dev.tandem.cli.run;

/** The command was used in a wrong way. The message is one line that says what to do instead. */
public final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line
   */
  public UsageError(String message) {
    super(message);
  }

  /**
   * @param message one line
   * @param cause what was found
   */
  public UsageError(String message, Throwable cause) {
    super(message, cause);
  }
}
