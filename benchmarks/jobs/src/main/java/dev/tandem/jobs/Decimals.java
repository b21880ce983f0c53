package dev.tandem.jobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exact arithmetic on the plain decimal numbers of a table. */
final class Decimals {
  /**
   * More digits than the exact middle between two doubles can have: beyond them it only matters
   * whether there is a rest.
   */
  private static final MathContext ENOUGH = new MathContext(800, RoundingMode.DOWN);

  /** Sums of numbers further apart than this would need megabytes of digits. */
  private static final int LARGEST_EXPONENT = 10_000;

  /** Whole numbers up to this one are doubles. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS_OF_TEN = powersOfTen();

  private Decimals() {}

  private static double[] powersOfTen() {
    double[] powers = new double[23];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Double.parseDouble("1e" + i);
    }
    return powers;
  }

  /** Whether a trimmed text is {@code [+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?}. */
  static boolean isPlain(String text) {
    int length = text.length();
    int start = afterSign(text, 0);
    int point = afterDigits(text, start);
    boolean hasPoint = point < length && text.charAt(point) == '.';
    int end = hasPoint ? afterDigits(text, point + 1) : point;
    int digits = end - start - (hasPoint ? 1 : 0);
    if (digits == 0 || end == length) {
      return digits > 0;
    }
    if (text.charAt(end) != 'e' && text.charAt(end) != 'E') {
      return false;
    }
    int exponent = afterSign(text, end + 1);
    return exponent < length && afterDigits(text, exponent) == length;
  }

  private static int afterSign(String text, int i) {
    return i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-') ? i + 1 : i;
  }

  private static int afterDigits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /**
   * The number in a cell, or null if the cell, trimmed, is not a plain decimal number.
   *
   * @throws IllegalArgumentException if its exponent is beyond 10,000: the exact sum would be too
   *     long to print
   */
  static BigDecimal parse(String cell) {
    String text = cell.trim();
    if (!isPlain(text)) {
      return null;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw tooLarge(text);
    }
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
      throw tooLarge(text);
    }
    return number;
  }

  private static IllegalArgumentException tooLarge(String text) {
    return new IllegalArgumentException(
        "the exponent of '"
            + text
            + "' is beyond "
            + LARGEST_EXPONENT
            + "; correct or remove the row");
  }

  /**
   * The double in a cell, or NaN if the cell, trimmed, is not a plain decimal number.
   *
   * @throws IllegalArgumentException if it is too large for a double
   */
  static double doubleOrNaN(String cell) {
    double number = shortDouble(cell);
    if (!Double.isNaN(number)) {
      return number;
    }
    String text = cell.trim();
    number = isPlain(text) ? Double.parseDouble(text) : Double.NaN;
    if (Double.isInfinite(number)) {
      throw new IllegalArgumentException(
          "'" + cell + "' is too large for a double; correct or remove the row");
    }
    return number;
  }

  /**
   * The number in a cell of up to 15 digits with an optional minus and point: both are doubles, so
   * that one division rounds once (Clinger: "How to read floating point numbers accurately", PLDI
   * 1990). NaN for any other cell.
   */
  private static double shortDouble(String cell) {
    int length = cell.length();
    int start = length > 0 && cell.charAt(0) == '-' ? 1 : 0;
    int point = -1;
    long digits = 0;
    for (int i = start; i < length; i++) {
      int digit = cell.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (digit == '.' - '0' && point < 0) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    int count = length - start - (point < 0 ? 0 : 1);
    if (count < 1 || count > 15) {
      return Double.NaN;
    }
    double number = point < 0 ? digits : digits / POWERS_OF_TEN[length - 1 - point];
    return start == 0 ? number : -number;
  }

  /**
   * The number without an exponent and without zeros at its end; a whole number without a point.
   */
  static String print(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The exact quotient, rounded once to a double. */
  static double divide(BigDecimal sum, long count) {
    int scale = sum.scale();
    if (sum.precision() <= 15 && scale >= 0 && scale < POWERS_OF_TEN.length) {
      double divisor = POWERS_OF_TEN[scale] * count;
      if (divisor < EXACT) {
        return sum.unscaledValue().longValue() / divisor; // both exact, so this rounds once
      }
    }
    return divideLong(sum, BigDecimal.valueOf(count));
  }

  private static double divideLong(BigDecimal sum, BigDecimal count) {
    BigDecimal quotient = sum.divide(count, ENOUGH);
    int rest = sum.subtract(quotient.multiply(count)).signum();
    if (rest != 0) {
      // One more digit that is not zero tells the rounding that the quotient goes on.
      quotient = quotient.add(BigDecimal.valueOf(rest, quotient.scale() + 1));
    }
    return Double.parseDouble(quotient.toString());
  }
}
