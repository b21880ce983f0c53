package dev.tandem.harness;

/** A benchmark that cannot go on: not a wrong answer or a failed run, which the report tells of. The message is one line. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param message one line */
  public BenchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
