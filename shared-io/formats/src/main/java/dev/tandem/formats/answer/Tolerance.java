package dev.tandem.formats.answer;

import dev.tandem.formats.TextBytes;
import java.util.regex.Pattern;

/**
 * What numbers may differ by.
 *
 * @param relative the greatest difference relative to the greater number; 0 for none
 */
record Tolerance(double relative) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /**
   * The part of a line that must be equal: up to the first TAB; a line without TAB is all key, or
   * all value if it is a number.
   */
  static TextBytes key(TextBytes line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.at(i) == '\t') {
        return line.slice(0, i);
      }
    }
    return isNumber(line.toString()) ? line.slice(0, 0) : line;
  }

  private static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  boolean sameLine(TextBytes a, TextBytes b) {
    return a.equals(b)
        || relative > 0 && key(a).equals(key(b)) && sameValue(a.toString(), b.toString());
  }

  /** Compares two lines with equal keys. */
  boolean sameValue(String a, String b) {
    int i = 0;
    int j = 0;
    while (i <= a.length() && j <= b.length()) {
      int iEnd = cellEnd(a, i);
      int jEnd = cellEnd(b, j);
      boolean bothEnd = iEnd == a.length() && jEnd == b.length();
      boolean sameEnd =
          bothEnd || iEnd < a.length() && jEnd < b.length() && a.charAt(iEnd) == b.charAt(jEnd);
      if (!sameEnd || !sameCell(a.substring(i, iEnd), b.substring(j, jEnd))) {
        return false;
      }
      if (bothEnd) {
        return true;
      }
      i = iEnd + 1;
      j = jEnd + 1;
    }
    return false;
  }

  private static int cellEnd(String line, int from) {
    int i = from;
    while (i < line.length() && "\t ,;|".indexOf(line.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private boolean sameCell(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    if (relative == 0 || !isNumber(a) || !isNumber(b)) {
      return false;
    }
    double x = Double.parseDouble(a);
    double y = Double.parseDouble(b);
    return Math.abs(x - y) <= relative * Math.max(Math.abs(x), Math.abs(y));
  }

  /**
   * An order of lines that puts those that may match at the same place: cell by cell, numbers by
   * value and before texts.
   */
  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i <= a.length() && j <= b.length()) {
      int iEnd = cellEnd(a, i);
      int jEnd = cellEnd(b, j);
      int order = compareCells(a.substring(i, iEnd), b.substring(j, jEnd));
      if (order != 0) {
        return order;
      }
      i = iEnd + 1;
      j = jEnd + 1;
    }
    return a.compareTo(b);
  }

  private static int compareCells(String a, String b) {
    boolean aNumber = isNumber(a);
    boolean bNumber = isNumber(b);
    if (aNumber && bNumber) {
      return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    }
    return aNumber != bNumber ? (aNumber ? -1 : 1) : a.compareTo(b);
  }
}
