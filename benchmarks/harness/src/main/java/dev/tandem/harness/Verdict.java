package dev.tandem.harness;

/**
 * Whether the time of a run may count.
 *
 * @param status of the run
 * @param message why not: one line; empty for a right answer
 */
record Verdict(Status status, String message) {
  static final Verdict RIGHT = new Verdict(Status.RIGHT, "");

  static Verdict wrong(String difference) {
    return new Verdict(Status.WRONG, difference);
  }

  static Verdict failed(Throwable failure) {
    return new Verdict(
        Status.FAILED, failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }
}
