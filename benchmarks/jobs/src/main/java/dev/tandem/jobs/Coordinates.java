package dev.tandem.jobs;

import dev.tandem.formats.DelimitedRows;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which columns of rows are the coordinates of points. */
final class Coordinates {
  private Coordinates() {}

  /** The rows of the columns that somebody typed, as {@link #columns} takes them. */
  static DelimitedRows of(DelimitedRows rows, String typed) {
    List<Integer> columns = columns(typed);
    return columns.isEmpty() ? rows : rows.columns(columns);
  }

  /**
   * The columns that somebody typed: empty for all, {@code a:b} for a range without its end, or a
   * list.
   *
   * @throws IllegalArgumentException if it is none of these, or a range of nothing
   */
  static List<Integer> columns(String typed) {
    if (typed.isEmpty()) {
      return List.of();
    }
    if (typed.matches("\\d{1,6}(,\\d{1,6})*")) {
      return Stream.of(typed.split(",")).map(Integer::valueOf).toList();
    }
    int colon = typed.indexOf(':');
    if (typed.matches("\\d{1,6}:\\d{1,6}")) {
      int from = Integer.parseInt(typed.substring(0, colon));
      int to = Integer.parseInt(typed.substring(colon + 1));
      if (from < to) {
        return IntStream.range(from, to).boxed().toList();
      }
    }
    throw new IllegalArgumentException(
        "parameter columns is '" + typed + "', it must be like 0,1,2 or 0:3");
  }
}
