package dev.tandem.contract.job;

import java.io.Serializable;

/**
 * How two answers of a job are compared. Records are compared as a multiset; part files and the
 * order inside them do not matter unless the answer is ordered.
 *
 * @param tolerance 0 for byte-for-byte equality; otherwise the greatest relative difference of
 *     numeric cells
 * @param isOrdered whether the part files, read in the order of their names, must have the same
 *     records in the same order
 */
public record Answer(double tolerance, boolean isOrdered) implements Serializable {
  /** What numbers that were added in another order may differ by. */
  public static final double DEFAULT_TOLERANCE = 1e-9;

  /** Equal to the byte. */
  public static Answer exact() {
    return new Answer(0, false);
  }

  /** Numeric cells may differ by the default tolerance. */
  public static Answer numeric() {
    return new Answer(DEFAULT_TOLERANCE, false);
  }

  /** The same, and ordered. */
  public Answer ordered() {
    return new Answer(tolerance, true);
  }
}
