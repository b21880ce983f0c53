package dev.tandem.jobs;

import java.util.List;

/** How cells of the data are picked from a row and printed inside a line. */
final class Cells {
  /**
   * Stands for a cell that is missing; a cell that holds these characters prints as {@code \\N}.
   */
  static final String MISSING = "\\N";

  private Cells() {}

  /** The text with backslash, TAB, LF and CR written as two characters. */
  static String escape(String text) {
    int i = 0;
    while (i < text.length() && !special(text.charAt(i))) {
      i++;
    }
    return i == text.length() ? text : escapeFrom(text, i);
  }

  private static boolean special(char c) {
    return c == '\\' || c == '\t' || c == '\n' || c == '\r';
  }

  private static String escapeFrom(String text, int first) {
    StringBuilder out = new StringBuilder(text.length() + 8).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** The cells, escaped, joined by {@code |}. */
  static String join(List<String> cells) {
    if (cells.size() == 1) {
      return escape(cells.get(0));
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : "|").append(escape(cells.get(i)));
    }
    return out.toString();
  }

  /**
   * One column of a row.
   *
   * @throws IllegalArgumentException if the row has fewer columns
   */
  static String pick(List<String> row, int column) {
    require(row.size(), column);
    return row.get(column);
  }

  /**
   * Checks that a row has a column.
   *
   * @throws IllegalArgumentException if it has fewer
   */
  static void require(int columns, int column) {
    if (column >= columns) {
      throw new IllegalArgumentException(
          "the row has "
              + Params.count(columns, "column")
              + " and no column "
              + column
              + " (they count from 0); correct the row, the separator or the column");
    }
  }

  /**
   * Some columns of a row, in the order asked for.
   *
   * @throws IllegalArgumentException if the row has fewer columns
   */
  static List<String> pick(List<String> row, List<Integer> columns) {
    if (columns.size() == 1) {
      return List.of(pick(row, columns.get(0)));
    }
    String[] cells = new String[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = pick(row, columns.get(i));
    }
    return List.of(cells);
  }
}
