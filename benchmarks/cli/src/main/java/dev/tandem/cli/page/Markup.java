package dev.tandem.cli.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes HTML and SVG. Text and attribute values are escaped here and nowhere else; names of
 * elements and attributes come from this program. There is no way to write markup as text, so
 * hostile names of jobs or steps cannot become elements.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Starts the document. */
  Markup doctype() {
    out.append("<!doctype html>\n");
    return this;
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; a pair whose value is null is left out
   */
  Markup open(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the innermost open element. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Closes elements until {@code count} are open. */
  Markup closeTo(int count) {
    while (open.size() > count) {
      close();
    }
    return this;
  }

  /** How many elements are open. */
  int depth() {
    return open.size();
  }

  /** An element with text only. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element without content: a void element of HTML or a shape of SVG. */
  Markup empty(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** Text, escaped. */
  Markup text(String text) {
    escape(text);
    return this;
  }

  /** A style sheet of this program. */
  Markup style(String sheet) {
    out.append("<style>").append(sheet).append("</style>");
    return this;
  }

  /** A line end, for readers of the source. */
  Markup line() {
    out.append('\n');
    return this;
  }

  /** A coordinate with two decimals. */
  static String at(double coordinate) {
    String text = String.format(Locale.ROOT, "%.2f", coordinate);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
  }

  /**
   * For text and for attributes in double quotes alike. Characters that HTML forbids, or that
   * reorder what is read, become U+FFFD.
   */
  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
  }

  private static boolean allowed(int c) {
    boolean control = c < 0x20 && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0;
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean reorders = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    boolean noncharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    return !(control || surrogate || reorders || noncharacter);
  }
}
