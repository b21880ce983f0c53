package dev.tandem.jobs;

import java.io.Serializable;
import java.util.List;

/**
 * The first cells of a row as one text, equal exactly where the cells are: of one cell its own
 * text, of several their escaped texts between TABs.
 *
 * @param width how many cells, at least 1
 */
record RowKey(int width) implements Serializable {
  private static final String SEPARATOR = "\t";

  /** The key of a row. */
  String of(List<String> row) {
    if (width == 1) {
      return row.get(0);
    }
    StringBuilder key = new StringBuilder(Cells.escape(row.get(0)));
    for (int i = 1; i < width; i++) {
      key.append(SEPARATOR).append(Cells.escape(row.get(i)));
    }
    return key.toString();
  }

  /** The cells behind the key. */
  List<String> rest(List<String> row) {
    return row.subList(width, row.size());
  }

  /** The cells of a key, escaped, joined by {@code |}. */
  String print(String key) {
    return width == 1 ? Cells.escape(key) : key.replace(SEPARATOR, "|");
  }

  /** Whether a cell of the key is empty or {@code \N}. */
  boolean hasNull(String key) {
    if (width == 1) {
      return key.isEmpty() || key.equals(Cells.MISSING);
    }
    for (String cell : key.split(SEPARATOR, -1)) {
      if (cell.isEmpty() || cell.equals(Cells.escape(Cells.MISSING))) {
        return true;
      }
    }
    return false;
  }
}
