package dev.tandem.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table of text in aligned columns, for a terminal or as Markdown. */
public final class TextTable {
  private static final String GAP = "   ";
  private static final int NARROWEST = 16;
  private static final int INDENT = 4;

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

  /** A table of figures: the first columns flush left, the others flush right. */
  public static TextTable figures(int leftColumns, List<String> head) {
    return new TextTable(leftColumns, head);
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

  /**
   * For a terminal; columns of words are wrapped where lines would be longer than {@code columns}.
   * Where that is not enough, the first cell of a row stands alone above the others. Ends with a
   * line feed.
   */
  public String print(int columns) {
    if (leftColumns == head.size()
        && leftColumns > 2
        && isTooWide(fit(widths(), columns), columns)) {
      return stacked(columns);
    }
    int[] widths = fit(widths(), columns);
    StringBuilder out = new StringBuilder();
    if (head.stream().anyMatch(cell -> !cell.isEmpty())) {
      print(head, widths, out);
    }
    rows.forEach(row -> print(row, widths, out));
    return out.toString();
  }

  private static boolean isTooWide(int[] widths, int columns) {
    return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) > columns;
  }

  private String stacked(int columns) {
    StringBuilder out = new StringBuilder();
    int[] all = widths();
    int[] widths = fit(Arrays.copyOfRange(all, 1, all.length), columns - INDENT);
    List<List<String>> blocks = new ArrayList<>(rows);
    blocks.add(0, head);
    for (List<String> row : blocks) {
      out.append(row.get(0)).append('\n');
      StringBuilder below = new StringBuilder();
      print(row.subList(1, row.size()), widths, below);
      out.append(below.toString().indent(INDENT));
    }
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

  /** Takes from the widest column of words until the lines fit, or no column can be narrower. */
  private int[] fit(int[] widths, int columns) {
    long over =
        Arrays.stream(widths).asLongStream().sum()
            + (long) GAP.length() * (widths.length - 1)
            - columns;
    int words = Math.min(leftColumns, widths.length);
    for (; over > 0; over--) {
      int widest = 0;
      for (int i = 1; i < words; i++) {
        widest = widest == 0 || widths[i] > widths[widest] ? i : widest;
      }
      if (widest == 0 || widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private void print(List<String> row, int[] widths, StringBuilder out) {
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(Wrap.words(row.get(i), Math.max(1, widths[i])));
    }
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        String part = y < cells.get(i).size() ? cells.get(i).get(y) : "";
        line.append(i == 0 ? "" : GAP).append(pad(part, widths[i], i < leftColumns));
      }
      out.append(line.toString().stripTrailing()).append('\n');
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
