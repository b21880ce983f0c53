package dev.tandem.datasets.generate;

/** Where a record ends, and what counts as one. */
public enum RecordFormat {
  /** Each line is a record. */
  LINES,
  /** Each line is a record, except those that start with {@code #}. */
  COMMENTED_LINES,
  /** Each 100 bytes are a record. */
  FIXED_100
}
