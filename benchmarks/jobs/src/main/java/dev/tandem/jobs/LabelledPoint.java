package dev.tandem.jobs;

import java.io.Serializable;
import java.util.List;

/**
 * Reads labelled points from rows, as arrays: the label, 1 or -1, and the features.
 *
 * @param separator cuts lines into cells
 * @param label the column of the label
 * @param features the columns of the features; empty for all but the label
 */
record LabelledPoint(Separator separator, int label, List<Integer> features)
    implements Serializable {

  /**
   * The point in a row; of no numbers if the row is blank.
   *
   * @throws IllegalArgumentException if a cell is missing or is not a number, or the label is
   *     another number
   */
  double[] read(List<String> row) {
    List<String> cells = separator.cells(row);
    if (cells.isEmpty()) {
      return new double[0];
    }
    double y = Decimals.parseDouble(Cells.pick(cells, label));
    if (Math.abs(y) != 1) {
      throw new IllegalArgumentException(
          "the label '"
              + cells.get(label)
              + "' is neither 1 nor -1; correct it or choose a column");
    }
    boolean all = features.isEmpty();
    double[] point = new double[all ? cells.size() : 1 + features.size()];
    point[0] = y;
    for (int i = 1; i < point.length; i++) {
      int column = all ? (i <= label ? i - 1 : i) : features.get(i - 1);
      point[i] = Decimals.parseDouble(Cells.pick(cells, column));
    }
    return point;
  }
}
