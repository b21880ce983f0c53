package dev.tandem.formats;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
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

  /**
   * The wanted cells of a line of UTF-8.
   *
   * @param separator ASCII: then no byte of it is part of another character
   */
  List<String> pick(byte[] bytes, int from, int to, byte[] separator) throws MalformedLine {
    String[] cells = new String[wanted.length];
    int missing = wanted.length;
    int start = from;
    int column = 0;
    while (missing > 0) {
      int end = cellEnd(bytes, start, to, separator);
      missing -= take(column, cells, bytes, start, end);
      if (end == to && missing > 0) {
        throw missing(column + 1, firstBeyond(column));
      }
      start = end + separator.length;
      column++;
    }
    return List.of(cells);
  }

  /** Puts a cell where it is wanted; returns at how many places. */
  private int take(int column, String[] cells, byte[] bytes, int from, int to) {
    int places = 0;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == column) {
        cells[i] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        places++;
      }
    }
    return places;
  }

  private static int cellEnd(byte[] bytes, int from, int to, byte[] separator) {
    byte first = separator[0];
    for (int i = from; i <= to - separator.length; i++) {
      if (bytes[i] == first && isAt(bytes, i, separator)) {
        return i;
      }
    }
    return to;
  }

  private static boolean isAt(byte[] bytes, int from, byte[] separator) {
    for (int i = 1; i < separator.length; i++) {
      if (bytes[from + i] != separator[i]) {
        return false;
      }
    }
    return true;
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
