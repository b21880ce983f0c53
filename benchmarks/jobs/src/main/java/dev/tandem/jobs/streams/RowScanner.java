package dev.tandem.jobs.streams;

import java.util.Arrays;

/** Goes through the rows of a text; blank lines are none. Cells become Strings when asked for. */
final class RowScanner {
  private final String text;
  private final String separator;

  /** Whether cells may be quoted, as in RFC 4180. */
  private final boolean quotes;

  private final boolean wholeFile;
  private int position;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int size;

  /** Says that a row may go on in another piece of the file. */
  static final class QuotedLineBreak extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param format {@code csv}, or the separator
   * @param wholeFile whether the text is all of a file, so that quoted line breaks are in one piece
   */
  RowScanner(String text, String format, boolean wholeFile) {
    this.text = text;
    this.quotes = format.equals("csv");
    this.separator = separatorOf(format);
    this.wholeFile = wholeFile;
  }

  private static String separatorOf(String format) {
    return switch (format) {
      case "csv" -> ",";
      case "tsv", "\\t" -> "\t";
      default -> format;
    };
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    while (position < text.length() && isLineEnd(position)) {
      position++;
    }
    if (position == text.length()) {
      return false;
    }
    size = 0;
    int start = position;
    while (true) {
      int end = quotes && isQuote(start) ? quotedEnd(start) : plainEnd(start);
      add(start, end);
      if (end == text.length() || isLineEnd(end)) {
        position = end;
        return true;
      }
      start = end + separator.length();
    }
  }

  private boolean isLineEnd(int at) {
    char c = text.charAt(at);
    return c == '\n' || c == '\r';
  }

  private boolean isSeparator(int at) {
    return text.charAt(at) == separator.charAt(0)
        && (separator.length() == 1 || text.startsWith(separator, at));
  }

  private boolean isQuote(int at) {
    return at < text.length() && text.charAt(at) == '"';
  }

  private int plainEnd(int start) {
    int i = start;
    while (i < text.length() && !isLineEnd(i) && !isSeparator(i)) {
      i++;
    }
    return i;
  }

  private int quotedEnd(int start) {
    int i = start + 1;
    while (i < text.length() && (text.charAt(i) != '"' || isQuote(i + 1))) {
      if (isLineEnd(i) && !wholeFile) {
        throw new QuotedLineBreak();
      }
      i += text.charAt(i) == '"' ? 2 : 1;
    }
    if (i >= text.length() && !wholeFile) {
      throw new QuotedLineBreak();
    }
    if (i >= text.length()) {
      throw new IllegalArgumentException("a quote is never closed");
    }
    i++;
    if (i < text.length() && !isLineEnd(i) && !isSeparator(i)) {
      throw new IllegalArgumentException(
          "text follows a closing quote: " + text.substring(start, i + 1));
    }
    return i;
  }

  private void add(int start, int end) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    starts[size] = start;
    ends[size++] = end;
  }

  /**
   * A cell of the row.
   *
   * @throws IllegalArgumentException if there is none
   */
  String cell(int column) {
    if (column >= size) {
      throw new IllegalArgumentException("a row of " + size + " columns has no column " + column);
    }
    int start = starts[column];
    if (!quotes || start == text.length() || text.charAt(start) != '"') {
      return text.substring(start, ends[column]);
    }
    return text.substring(start + 1, ends[column] - 1).replace("\"\"", "\"");
  }
}
