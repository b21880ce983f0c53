package dev.tandem.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table of text in aligned columns, for a terminal or as Markdown. */
public final class TextTable {
  private static final String GAP = "   ";

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private final int leftColumns;

  private TextTable(int leftColumns, List<String> head) {
    this.leftColumns = leftColumns;
    this.head = List.copyOf(head);
  }

  /** A table of words: all columns flush left. */
  public static TextTable words(String... head) {
    return new TextTable(head.length, Arrays.asList(head));
  }

  /** A table of figures: the first column flush left, the others flush right. */
  public static TextTable figures(List<String> head) {
    return new TextTable(1, head);
  }

  /** Adds a row with as many cells as the head has. */
  public TextTable row(String... cells) {
    return row(Arrays.asList(cells));
  }

  /** Adds a row with as many cells as the head has. */
  public TextTable row(List<String> cells) {
    if (cells.size() != head.size()) {
      throw new IllegalArgumentException(cells.size() + " cells under " + head.size() + " heads");
    }
    rows.add(cells.stream().map(Plain::line).toList());
    return this;
  }

  /** For a terminal; a last column of words is wrapped so that lines stay within {@code columns}. Ends with a line feed. */
  public String print(int columns) {
    int[] widths = widths();
    StringBuilder out = new StringBuilder();
    boolean headed = head.stream().anyMatch(cell -> !cell.isEmpty());
    List<List<String>> all = new ArrayList<>(headed ? List.of(head) : List.of());
    all.addAll(rows);
    all.forEach(row -> print(row, widths, columns, out));
    return out.toString();
  }

  private int[] widths() {
    int[] widths = new int[head.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.add(head);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private void print(List<String> row, int[] widths, int columns, StringBuilder out) {
    int last = row.size() - 1;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < last; i++) {
      line.append(pad(row.get(i), widths[i], i < leftColumns)).append(GAP);
    }
    if (leftColumns <= last) {
      line.append(pad(row.get(last), widths[last], false));
      out.append(line.toString().stripTrailing()).append('\n');
      return;
    }
    int indent = line.length();
    List<String> wrapped = Wrap.words(row.get(last), Math.max(24, columns - indent));
    for (String part : wrapped) {
      out.append((line + part).stripTrailing()).append('\n');
      line = new StringBuilder(" ".repeat(indent));
    }
  }

  static String pad(String cell, int width, boolean left) {
    String blanks = " ".repeat(Math.max(0, width - width(cell)));
    return left ? cell + blanks : blanks + cell;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** As a Markdown table; cells are escaped. Ends with a line feed. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    markdown(head, out);
    markdown(Collections.nCopies(head.size(), "---"), out);
    rows.forEach(row -> markdown(row.stream().map(TextTable::escape).toList(), out));
    return out.toString();
  }

  private static String escape(String cell) {
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }

  private static void markdown(List<String> cells, StringBuilder out) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
