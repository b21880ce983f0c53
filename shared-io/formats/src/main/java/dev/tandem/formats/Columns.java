package dev.tandem.formats;

import java.io.Serializable;
import java.util.List;

/**
 * The columns of delimited rows that a job asks for, in the order asked for. Where the separator is
 * ASCII and no white space, what nobody asks for is skipped as bytes.
 *
 * @param wanted numbers from 0; a column may be wanted more than once
 */
record Columns(int[] wanted) implements Serializable {
  static final String REMEDY = "correct the row, the separator or the column";

  static Columns of(List<Integer> columns) {
    int[] wanted = columns.stream().mapToInt(Integer::intValue).toArray();
    for (int column : wanted) {
      if (column < 0) {
        throw new IllegalArgumentException("columns count from 0, not from " + column);
      }
    }
    return new Columns(wanted);
  }

  /** The wanted cells of a whole row. */
  List<String> pick(List<String> row) throws MalformedLine {
    String[] cells = new String[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] >= row.size()) {
        throw missing(row.size(), wanted[i]);
      }
      cells[i] = row.get(wanted[i]);
    }
    return List.of(cells);
  }

  /** The row of the wanted cells of a line of UTF-8. */
  <A, R> R pick(byte[] bytes, int from, int to, Cut cut, RowType<A, R> type) throws MalformedLine {
    A row = type.array(wanted.length);
    int missing = wanted.length;
    int start = from;
    int column = 0;
    while (missing > 0) {
      int end = cut.end(bytes, start, to);
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] == column) {
          type.put(row, i, bytes, start, end);
          missing--;
        }
      }
      start = cut.next(bytes, end, to);
      if (start < 0 && missing > 0) {
        throw missing(column + 1, firstBeyond(column));
      }
      column++;
    }
    return type.row(row);
  }

  private int firstBeyond(int last) {
    for (int column : wanted) {
      if (column > last) {
        return column;
      }
    }
    throw new IllegalStateException("no column beyond " + last);
  }

  private static MalformedLine missing(int columns, int wanted) {
    return new MalformedLine(
        "the row has "
            + columns
            + (columns == 1 ? " column" : " columns")
            + " and no column "
            + wanted
            + " (they count from 0)",
        REMEDY,
        null);
  }

  /** For plans: {@code columns 2, 0 of }. */
  String describe() {
    StringBuilder text = new StringBuilder(wanted.length == 1 ? "column " : "columns ");
    for (int i = 0; i < wanted.length; i++) {
      text.append(i == 0 ? "" : ", ").append(wanted[i]);
    }
    return text.append(" of ").toString();
  }
}
