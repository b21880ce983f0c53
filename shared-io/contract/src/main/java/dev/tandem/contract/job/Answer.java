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
 * @param recordLength 0 if the records are lines of text; otherwise they are binary, and this is
 *     the number of bytes that each one has
 */
public record Answer(double tolerance, boolean isOrdered, int recordLength)
    implements Serializable {
  /** What numbers that were added in another order may differ by. */
  public static final double DEFAULT_TOLERANCE = 1e-9;

  /** Refuses a tolerance for records that have no numeric cells. */
  public Answer {
    if (recordLength < 0 || recordLength > 0 && tolerance != 0) {
      throw new IllegalArgumentException(
          "binary records have a length above 0 and are compared exactly, not "
              + recordLength
              + " bytes within "
              + tolerance);
    }
  }

  /** Lines of text. */
  public Answer(double tolerance, boolean isOrdered) {
    this(tolerance, isOrdered, 0);
  }

  /** Equal to the byte. */
  public static Answer exact() {
    return new Answer(0, false);
  }

  /** Numeric cells may differ by the default tolerance. */
  public static Answer numeric() {
    return new Answer(DEFAULT_TOLERANCE, false);
  }

  /**
   * Binary records of one length, equal to the byte.
   *
   * @param recordLength bytes of a record, at least 1
   */
  public static Answer binary(int recordLength) {
    return new Answer(0, false, recordLength);
  }

  /** The same, and ordered. */
  public Answer ordered() {
    return new Answer(tolerance, true, recordLength);
  }

  /** Whether the records are binary rather than lines of text. */
  public boolean isBinary() {
    return recordLength > 0;
  }
}
