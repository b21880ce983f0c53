package dev.tandem.harness;

/** What became of a contender. Only {@link #RIGHT} has times. */
public enum Status {
  /** Every run succeeded with the right answer. */
  RIGHT,
  /** A run's answer was not the right one. */
  WRONG,
  /** A run did not succeed. */
  FAILED,
  /** It does not have this job. */
  MISSING
}
