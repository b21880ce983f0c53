package dev.tandem.datasets.generate;

/**
 * The records of one generation, endless and in order. Not thread-safe.
 *
 * <p>Each call appends to a line whose content the caller has used up before. The bytes depend on
 * nothing but the dataset's parameters, the seed and, where a source says so, the size.
 */
public interface RecordSource {

  /** Appends what stands before the first record, e.g. comments; nothing by default. */
  default void header(ByteLine line) {}

  /** Appends the next record, its line end included. */
  void next(ByteLine line);

  /**
   * Makes a size in bytes exact: lengthens {@code last} by exactly {@code missing} bytes so that
   * the data stays well-formed.
   *
   * @param last the last record that fits, or the header, or nothing
   * @param overflow the next record, longer than {@code missing}; may be used up
   * @param missing how many bytes, at least one
   * @throws IllegalArgumentException if no valid data has that size
   */
  void fill(ByteLine last, ByteLine overflow, int missing);
}
