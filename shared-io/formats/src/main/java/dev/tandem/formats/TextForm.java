package dev.tandem.formats;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Output;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * Values as text in UTF-8, as {@link TextSink} writes them: without locale and, for common classes,
 * without garbage.
 */
public final class TextForm {
  /** What stands for a missing side of a join. */
  static final String MISSING = "\\N";

  private TextForm() {}

  /** Appends {@code value}; the sides of pairs are separated by TAB. */
  public static void append(Object value, Output out) {
    if (value instanceof String text) {
      append(text, out);
    } else if (value instanceof Pair<?, ?> pair) {
      append(pair.first(), out);
      out.writeByte('\t');
      append(pair.second(), out);
    } else if (value instanceof Long || value instanceof Integer) {
      append(((Number) value).longValue(), out);
    } else if (value instanceof TextBytes bytes) {
      out.writeBytes(bytes.array(), bytes.offset(), bytes.length());
    } else if (value instanceof byte[] bytes) {
      out.writeBytes(bytes, 0, bytes.length);
    } else {
      append(rare(value), out);
    }
  }

  private static String rare(Object value) {
    if (value == null) {
      return MISSING;
    }
    if (!value.getClass().isArray()) {
      return String.valueOf(value);
    }
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Array.getLength(value); i++) {
      elements.add(rare(Array.get(value, i)));
    }
    return elements.toString();
  }

  /** Appends text; a lone surrogate becomes {@code ?}, as with the JDK's encoder. */
  static void append(String text, Output out) {
    int length = text.length();
    out.require(length);
    byte[] bytes = out.array();
    int start = out.position();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(encoded, 0, encoded.length);
        return;
      }
      bytes[start + i] = (byte) c;
    }
    out.advance(length);
  }

  /** Appends the decimal digits of {@code value}. */
  static void append(long value, Output out) {
    if (value == Long.MIN_VALUE) {
      append(Long.toString(value), out);
      return;
    }
    if (value < 0) {
      out.writeByte('-');
    }
    long rest = Math.abs(value);
    int digits = digits(rest);
    out.require(digits);
    byte[] bytes = out.array();
    for (int i = out.position() + digits - 1; i >= out.position(); i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.advance(digits);
  }

  private static int digits(long positive) {
    int n = 1;
    for (long rest = positive; rest >= 10; rest /= 10) {
      n++;
    }
    return n;
  }
}
