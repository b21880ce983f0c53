package dev.tandem.cli.text;

/** Text from outside, made safe for a terminal and for one line. */
public final class Plain {
  private Plain() {}

  /**
   * One line without control characters: line ends and tabs become blanks, other control characters
   * (which could move the cursor, change colours or reorder text) become a question mark.
   */
  public static String line(String text) {
    return columns(text).replaceAll(" {2,}", " ").strip();
  }

  /** As {@link #line}, but blanks stay as they are, so that columns stay aligned. */
  public static String columns(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Plain::harmless).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int harmless(int c) {
    if (c == '\n' || c == '\r' || c == '\t') {
      return ' ';
    }
    boolean harmful =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
    return harmful ? '?' : c;
  }

  /** As {@link #line}, at most {@code length} characters, an ellipsis where something was cut. */
  public static String line(String text, int length) {
    String line = line(text);
    if (line.length() <= length) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
    return line.substring(0, end) + "…";
  }
}
