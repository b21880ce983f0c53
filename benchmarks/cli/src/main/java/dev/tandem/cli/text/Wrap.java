package dev.tandem.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Wrap {
  private Wrap() {}

  /**
   * Breaks at blanks; a word that is too long is broken anywhere.
   *
   * @param text one line
   * @param width characters of a line, at least 1
   * @return at least one line
   */
  public static List<String> words(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** As {@link #words}, the first line behind a prefix, the others indented as far. */
  public static List<String> hanging(String prefix, String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : words(text, Math.max(8, width - prefix.length()))) {
      lines.add((lines.isEmpty() ? prefix : " ".repeat(prefix.length())) + line);
    }
    return lines;
  }

  /** Puts columns of lines side by side. Ends with a line feed. */
  public static String sideBySide(List<List<String>> columns, int width, String gap) {
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < columns.size(); x++) {
        List<String> column = columns.get(x);
        line.append(x == 0 ? "" : gap);
        line.append(TextTable.pad(y < column.size() ? column.get(y) : "", width, true));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
