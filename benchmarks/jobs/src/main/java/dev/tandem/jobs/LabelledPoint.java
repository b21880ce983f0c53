package dev.tandem.jobs;

import dev.tandem.formats.DelimitedRows;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * How rows become labelled points, which are arrays: the label, 1 or -1, and the features.
 *
 * @param label the column of the label
 * @param features the columns of the features; empty for all but the label
 */
record LabelledPoint(int label, List<Integer> features) implements Serializable {

  /** The rows with the columns that {@link #of} takes. */
  DelimitedRows columns(DelimitedRows rows) {
    return features.isEmpty()
        ? rows
        : rows.columns(Stream.concat(Stream.of(label), features.stream()).toList());
  }

  /**
   * The point in a row.
   *
   * @throws IllegalArgumentException if the label is missing or another number
   */
  double[] of(double[] row) {
    double[] point = features.isEmpty() ? labelFirst(row) : row;
    if (Math.abs(point[0]) != 1) {
      throw new IllegalArgumentException(
          "the label '"
              + Decimals.print(BigDecimal.valueOf(point[0]))
              + "' is neither 1 nor -1; correct it or choose a column");
    }
    return point;
  }

  private double[] labelFirst(double[] row) {
    Cells.require(row.length, label);
    if (label == 0) {
      return row;
    }
    double[] point = row.clone();
    System.arraycopy(row, 0, point, 1, label);
    point[0] = row[label];
    return point;
  }
}
