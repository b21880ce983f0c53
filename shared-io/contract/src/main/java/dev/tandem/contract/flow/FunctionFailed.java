package dev.tandem.contract.flow;

/**
 * Carries a checked exception of a user's function through code that cannot throw it; the cause is
 * what counts.
 */
public final class FunctionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what the user's function threw
   */
  public FunctionFailed(Throwable cause) {
    super(cause);
  }
}
