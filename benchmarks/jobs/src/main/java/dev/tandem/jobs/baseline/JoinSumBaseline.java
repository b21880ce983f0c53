package dev.tandem.jobs.baseline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hash table of the right rows; the left rows stream past it and add to their groups. */
final class JoinSumBaseline implements Baseline {
  @Override
  public String name() {
    return "join-sum";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Groups groups = new Groups();
    new KeyedCells(params, "right").each(groups::addRight);
    groups.startSums();
    new KeyedCells(params, "left").each(groups::addLeft);
    try (AnswerFile answer = new AnswerFile(output)) {
      groups.print(answer);
    }
  }

  /** The right rows of each key, as a linked list of the numbers of their groups. */
  private static final class Groups {
    private final SliceTable keys = new SliceTable();
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** By key: its last row, or -1. */
    private int[] last = new int[1 << 10];

    /** By row: its group, and the row before it that has the same key, or -1. */
    private int[] group = new int[1 << 10];

    private int[] before = new int[1 << 10];
    private int rows;
    private double[] sums;
    private boolean[] met;

    void addRight(byte[] key, int from, int to, LineSlice cell) {
      int known = keys.size();
      int number = keys.add(key, from, to);
      if (number == last.length) {
        last = Arrays.copyOf(last, 2 * number);
      }
      if (rows == group.length) {
        group = Arrays.copyOf(group, 2 * rows);
        before = Arrays.copyOf(before, 2 * rows);
      }
      before[rows] = number == known ? -1 : last[number];
      group[rows] = group(cell.text());
      last[number] = rows++;
    }

    private int group(String name) {
      Integer known = groups.putIfAbsent(name, names.size());
      if (known == null) {
        names.add(name);
        return names.size() - 1;
      }
      return known;
    }

    void startSums() {
      sums = new double[names.size()];
      met = new boolean[names.size()];
    }

    void addLeft(byte[] key, int from, int to, LineSlice cell) {
      int number = keys.find(key, from, to);
      double value = number < 0 ? Double.NaN : cell.number();
      for (int row = Double.isNaN(value) ? -1 : last[number]; row >= 0; row = before[row]) {
        sums[group[row]] += value;
        met[group[row]] = true;
      }
    }

    void print(AnswerFile answer) throws IOException {
      for (int i = 0; i < sums.length; i++) {
        if (met[i]) {
          answer.line(AnswerFile.escaped(names.get(i)), Double.toString(sums[i]));
        }
      }
    }
  }

  /** A cell; the same object for every row. */
  private static final class LineSlice {
    private static final double[] POWERS = {
      1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private byte[] bytes;
    private int from;
    private int to;

    void set(byte[] newBytes, int newFrom, int newTo) {
      bytes = newBytes;
      from = newFrom;
      to = newTo;
    }

    String text() {
      return InputLines.text(bytes, from, to);
    }

    /** The number, NaN if it is none; up to 15 digits are put together by one exact division. */
    double number() {
      long digits = 0;
      int point = -1;
      int start = from < to && bytes[from] == '-' ? from + 1 : from;
      for (int i = start; i < to; i++) {
        int digit = bytes[i] - '0';
        if (digit >= 0 && digit <= 9) {
          digits = 10 * digits + digit;
        } else if (bytes[i] == '.' && point < 0) {
          point = i;
        } else {
          return slow();
        }
      }
      int count = to - start - (point < 0 ? 0 : 1);
      if (count < 1 || count > 15) {
        return slow();
      }
      double number = point < 0 ? digits : digits / POWERS[to - 1 - point];
      return start == from ? number : -number;
    }

    private double slow() {
      String text = text().trim();
      if (!text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
        return Double.NaN;
      }
      double number = Double.parseDouble(text);
      if (Double.isInfinite(number)) {
        throw new IllegalArgumentException("'" + text + "' is too large for a double");
      }
      return number;
    }
  }

  /** Takes a row: its key, and the one cell that counts. */
  @FunctionalInterface
  private interface Rows {
    void row(byte[] key, int from, int to, LineSlice cell) throws IOException;
  }

  /** Key and one cell of each row of a table. */
  private static final class KeyedCells {
    /** Between the cells of a key; no byte of UTF-8. */
    private static final byte BETWEEN = -1;

    private final Path path;
    private final String format;
    private final boolean header;
    private final int[] key;
    private final int column;
    private final boolean nullsMatch;
    private final LineSlice cell = new LineSlice();

    KeyedCells(Map<String, String> params, String side) {
      path = Path.of(params.get(side));
      format = params.getOrDefault(side + "-format", "csv");
      header = params.getOrDefault(side + "-header", "false").equals("true");
      key = TableRows.columns(params.getOrDefault(side + "-key", "0"));
      column = TableRows.columns(params.get(side + "-out"))[0];
      nullsMatch = params.getOrDefault("null-keys", "match").equals("match");
    }

    void each(Rows rows) throws IOException {
      boolean plain = format.length() == 1 && format.charAt(0) < 0x80;
      if (plain && key.length == 1 && !header) {
        InputLines.each(List.of(path), (line, from, to) -> line(line, from, to, rows));
      } else {
        new TableRows(format, header).each(List.of(path), row -> whole(row, rows));
      }
    }

    /** Looks for both cells without cutting the others. */
    private void line(byte[] line, int from, int to, Rows rows) throws IOException {
      if (from == to) {
        return;
      }
      int keyFrom = -1;
      int keyTo = -1;
      int cellFrom = -1;
      int start = from;
      byte separator = (byte) format.charAt(0);
      int last = Math.max(key[0], column);
      for (int number = 0; number <= last && start <= to; number++) {
        int end = start;
        while (end < to && line[end] != separator) {
          end++;
        }
        if (number == key[0]) {
          keyFrom = start;
          keyTo = end;
        }
        if (number == column) {
          cellFrom = start;
          cell.set(line, start, end);
        }
        start = end + 1;
      }
      if (keyFrom < 0 || cellFrom < 0) {
        throw new IllegalArgumentException(path + ": a row without column " + last);
      }
      keyed(line, keyFrom, keyTo, rows);
    }

    private void keyed(byte[] line, int from, int to, Rows rows) throws IOException {
      for (int i = from; i < to; i++) {
        if (line[i] < 0) { // perhaps malformed: the key is the decoded text
          byte[] text = InputLines.text(line, from, to).getBytes(StandardCharsets.UTF_8);
          rows.row(text, 0, text.length, cell);
          return;
        }
      }
      boolean isNull = from == to || to - from == 2 && line[from] == '\\' && line[from + 1] == 'N';
      if (nullsMatch || !isNull) {
        rows.row(line, from, to, cell);
      }
    }

    private void whole(List<String> row, Rows rows) throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      for (int i = 0; i < key.length; i++) {
        String keyCell = row.get(key[i]);
        if (!nullsMatch && (keyCell.isEmpty() || keyCell.equals("\\N"))) {
          return;
        }
        if (i > 0) {
          text.write(BETWEEN);
        }
        text.writeBytes(keyCell.getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = row.get(column).getBytes(StandardCharsets.UTF_8);
      cell.set(bytes, 0, bytes.length);
      rows.row(text.toByteArray(), 0, text.size(), cell);
    }
  }
}
