package dev.tandem.formats;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Numbers that are read from their bytes, so that no String is made of each. */
final class Numerals {
  /** So many digits are a long whatever they are. */
  private static final int SAFE_DIGITS = 18;

  /** So many digits are a double without rounding. */
  private static final int EXACT_DIGITS = 15;

  /** Powers of ten, all of them doubles without rounding. */
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private static final String REMEDY = "correct or remove the row";

  private Numerals() {}

  /**
   * The number of 1 to 15 digits with or without a minus and a point. Digits and power of ten are
   * doubles then, and one division rounds once (Clinger, "How to read floating point numbers
   * accurately", PLDI 1990).
   *
   * @return NaN for any other text
   */
  static double shortDouble(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int start = negative ? from + 1 : from;
    int point = to;
    long digits = 0;
    for (int i = start; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (bytes[i] == '.' && point == to) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    int behind = Math.max(0, to - 1 - point);
    int count = to - start - (point < to ? 1 : 0);
    if (count < 1 || count > EXACT_DIGITS) {
      return Double.NaN;
    }
    double number = behind == 0 ? digits : digits / TENS[behind];
    return negative ? -number : number;
  }

  /**
   * The finite double in a cell.
   *
   * @throws MalformedLine if the cell, trimmed, is not a plain decimal number or too large
   */
  static double plainDouble(byte[] bytes, int from, int to) throws MalformedLine {
    double number = shortDouble(bytes, from, to);
    return Double.isNaN(number) ? longDouble(text(bytes, from, to)) : number;
  }

  private static double longDouble(String cell) throws MalformedLine {
    String trimmed = cell.trim();
    if (!DECIMAL.matcher(trimmed).matches()) {
      throw new MalformedLine("'" + cell + "' is not a decimal number", REMEDY, null);
    }
    double number = Double.parseDouble(trimmed);
    if (Double.isInfinite(number)) {
      throw new MalformedLine("'" + cell + "' is too large for a double", REMEDY, null);
    }
    return number;
  }

  /**
   * The whole number in ASCII digits, with or without a sign.
   *
   * @throws NumberFormatException if it is no whole number, or has more than 64 bits
   */
  static long parseLong(byte[] bytes, int from, int to) {
    boolean signed = from < to && (bytes[from] == '-' || bytes[from] == '+');
    int start = signed ? from + 1 : from;
    if (start == to || to - start > SAFE_DIGITS) {
      return asciiLong(text(bytes, from, to), to - from);
    }
    long number = 0;
    for (int i = start; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException("'" + text(bytes, from, to) + "' is not a whole number");
      }
      number = 10 * number + digit;
    }
    return bytes[from] == '-' ? -number : number;
  }

  /** The JDK's reader takes digits of all alphabets. */
  private static long asciiLong(String text, int bytes) {
    if (text.length() < bytes) {
      throw new NumberFormatException("'" + text + "' is not a whole number");
    }
    return Long.parseLong(text);
  }

  /**
   * The whole number in a cell.
   *
   * @throws MalformedLine if it is none, or has more than 64 bits
   */
  static long plainLong(byte[] bytes, int from, int to) throws MalformedLine {
    try {
      return parseLong(bytes, from, to);
    } catch (NumberFormatException e) {
      throw new MalformedLine(
          "'" + text(bytes, from, to) + "' is not a whole number",
          "correct the row, or choose text where the job leaves the choice",
          null);
    }
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
