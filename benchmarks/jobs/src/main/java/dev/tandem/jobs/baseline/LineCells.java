package dev.tandem.jobs.baseline;

import java.util.Arrays;

/** Cuts lines into cells; the last line that was cut is looked at cell by cell. */
final class LineCells {
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final String separator;
  private String line = "";
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int size;

  /**
   * @param typed the separator, empty for white space
   */
  LineCells(String typed) {
    separator = typed.equals("\\t") || typed.equals("tsv") ? "\t" : typed;
  }

  /** Cuts a line; returns the number of its cells, 0 if it is blank. */
  int cut(String text) {
    line = text;
    size = 0;
    if (separator.isEmpty()) {
      atSpace();
    } else if (!text.isEmpty()) {
      atSeparator();
    }
    return size;
  }

  private void atSpace() {
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || " \t\n\u000B\f\r".indexOf(line.charAt(i)) >= 0) {
        if (i > start) {
          add(start, i);
        }
        start = i + 1;
      }
    }
  }

  private void atSeparator() {
    int start = 0;
    for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, start)) {
      add(start, at);
      start = at + separator.length();
    }
    add(start, line.length());
  }

  private void add(int start, int end) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    from[size] = start;
    to[size++] = end;
  }

  /**
   * One cell.
   *
   * @throws IllegalArgumentException if there is none
   */
  String cell(int column) {
    check(column);
    return line.substring(from[column], to[column]);
  }

  private void check(int column) {
    if (column >= size) {
      throw new IllegalArgumentException("no column " + column + " in the line '" + line + "'");
    }
  }

  /**
   * The number in a cell. Up to 15 digits and 22 decimals are put together by one exact division
   * (Clinger: "How to read floating point numbers accurately", 1990).
   *
   * @throws IllegalArgumentException if it is not a decimal number
   */
  double number(int column) {
    check(column);
    int i = from[column];
    boolean negative = i < to[column] && line.charAt(i) == '-';
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (i += negative ? 1 : 0; i < to[column]; i++) {
      int digit = line.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        count++;
        decimals += decimals >= 0 ? 1 : 0;
      } else if (digit == '.' - '0' && decimals < 0) {
        decimals = 0;
      } else {
        return slow(column);
      }
    }
    if (count == 0 || count > 15) {
      return slow(column);
    }
    double number = decimals > 0 ? digits / POWERS[decimals] : digits;
    return negative ? -number : number;
  }

  private double slow(int column) {
    String cell = cell(column).trim();
    if (!cell.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
      throw new IllegalArgumentException(
          "'" + cell + "' is not a number, in the line '" + line + "'");
    }
    return Double.parseDouble(cell);
  }
}
