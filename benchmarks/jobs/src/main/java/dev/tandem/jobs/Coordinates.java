package dev.tandem.jobs;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads points from rows.
 *
 * @param separator cuts lines into cells
 * @param columns of the coordinates; empty for all
 */
record Coordinates(Separator separator, List<Integer> columns) implements Serializable {

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

  /**
   * The point in a row; of no coordinates if the row is blank.
   *
   * @throws IllegalArgumentException if a cell is missing or is not a number
   */
  double[] point(List<String> row) {
    List<String> cells = separator.cells(row);
    boolean all = columns.isEmpty() || cells.isEmpty();
    double[] point = new double[all ? cells.size() : columns.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = Decimals.parseDouble(all ? cells.get(i) : Cells.pick(cells, columns.get(i)));
    }
    return point;
  }
}
