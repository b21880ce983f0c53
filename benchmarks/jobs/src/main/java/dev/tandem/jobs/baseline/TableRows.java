package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * The rows of delimited files.
 *
 * @param format {@code csv}, or the separator
 * @param header whether the first row of each file is dropped
 */
record TableRows(String format, boolean header) {

  /** Takes a row. */
  @FunctionalInterface
  interface Rows {
    /** Takes one row; it may be kept. */
    void row(List<String> cells) throws IOException;
  }

  /** Each row of each file. */
  void each(List<Path> paths, Rows rows) throws IOException {
    for (Path file : InputLines.files(paths)) {
      Rows all = header ? new WithoutFirst(rows) : rows;
      if (format.equals("csv")) {
        csv(file, all);
      } else {
        String separator = format.equals("\\t") || format.equals("tsv") ? "\t" : format;
        InputLines.eachText(file, line -> split(line, separator, all));
      }
    }
  }

  private static final class WithoutFirst implements Rows {
    private final Rows rows;
    private boolean later;

    WithoutFirst(Rows rows) {
      this.rows = rows;
    }

    @Override
    public void row(List<String> cells) throws IOException {
      if (later) {
        rows.row(cells);
      }
      later = true;
    }
  }

  private static void csv(Path file, Rows rows) throws IOException {
    try (Reader text = new InputStreamReader(InputLines.open(file), StandardCharsets.UTF_8)) {
      CsvText csv = new CsvText(text);
      for (List<String> row = csv.next(); row != null; row = csv.next()) {
        rows.row(row);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ", " + e.getMessage(), e);
    }
  }

  private static void split(String line, String separator, Rows rows) throws IOException {
    if (line.isEmpty()) {
      return;
    }
    List<String> cells = new ArrayList<>();
    int from = 0;
    int at;
    while ((at = line.indexOf(separator, from)) >= 0) {
      cells.add(line.substring(from, at));
      from = at + separator.length();
    }
    cells.add(line.substring(from));
    rows.row(cells);
  }

  /** The column numbers in {@code 0,3,5}. */
  static int[] columns(String typed) {
    if (typed.isBlank()) {
      return new int[0];
    }
    String[] cells = typed.split(",");
    int[] columns = new int[cells.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Integer.parseInt(cells[i].trim());
    }
    return columns;
  }

  /** The column numbers in {@code 0,3,5}, or in {@code a:b} without b. */
  static int[] range(String typed) {
    int colon = typed.indexOf(':');
    if (colon < 0) {
      return columns(typed);
    }
    int from = Integer.parseInt(typed.substring(0, colon));
    int[] columns = new int[Integer.parseInt(typed.substring(colon + 1)) - from];
    Arrays.setAll(columns, i -> from + i);
    return columns;
  }

  /** Some cells as a key for a hash table: a String if it is one. */
  static Object key(List<String> row, int[] columns) {
    if (columns.length == 1) {
      return row.get(columns[0]);
    }
    List<String> key = new ArrayList<>(columns.length);
    for (int column : columns) {
      key.add(row.get(column));
    }
    return key;
  }

  /** A key, printed. */
  static String print(Object key) {
    if (!(key instanceof List<?> cells)) {
      return AnswerFile.escaped((String) key);
    }
    StringJoiner line = new StringJoiner("|");
    cells.forEach(cell -> line.add(AnswerFile.escaped((String) cell)));
    return line.toString();
  }
}
