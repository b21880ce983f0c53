package dev.tandem.datasets.generate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much data to generate: a number of bytes or a number of rows.
 *
 * <p>{@code KB MB GB TB} are powers of ten (256MB = 256,000,000 bytes), {@code KiB MiB GiB TiB}
 * powers of two (256MiB = 268,435,456 bytes), as ISO/IEC 80000-13 has them. A bare number counts
 * bytes, {@code rows} counts records. Letter case does not matter. A single {@code k}, {@code m} or
 * {@code g} is refused, because tools disagree on its meaning.
 *
 * @param amount how many, never negative
 * @param unit of what
 */
public record DataSize(long amount, Unit unit) {

  /** What {@link #amount} counts. */
  public enum Unit {
    BYTES,
    ROWS
  }

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,30}(?:\\.[0-9]{1,30})?)\\s*([A-Za-z]*)");
  private static final Map<String, Long> FACTORS = factors();

  public DataSize {
    if (amount < 0) {
      throw new IllegalArgumentException("size " + amount + " is negative");
    }
  }

  /** A size in bytes. */
  public static DataSize bytes(long amount) {
    return new DataSize(amount, Unit.BYTES);
  }

  /** A size in rows. */
  public static DataSize rows(long amount) {
    return new DataSize(amount, Unit.ROWS);
  }

  /**
   * Reads a size such as {@code 256MB}, {@code 1.5GiB}, {@code 12345} or {@code 10000rows}.
   *
   * @throws IllegalArgumentException with a readable message if the text is no size, is not a whole
   *     number of bytes or rows, or does not fit into 63 bits
   */
  public static DataSize parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw invalid(text, "is not a size");
    }
    String suffix = form.group(2).toLowerCase(Locale.ROOT);
    if (suffix.equals("rows") || suffix.equals("row")) {
      return rows(whole(text, form.group(1), 1));
    }
    Long factor = FACTORS.get(suffix);
    if (factor == null) {
      throw invalid(text, "has an unknown unit '" + form.group(2) + "'");
    }
    return bytes(whole(text, form.group(1), factor));
  }

  private static long whole(String text, String number, long factor) {
    BigDecimal product = new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
    BigInteger amount = product.toBigInteger();
    if (new BigDecimal(amount).compareTo(product) != 0) {
      throw invalid(text, "is not a whole number");
    }
    if (amount.bitLength() > 63) {
      throw invalid(text, "is too large");
    }
    return amount.longValue();
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "size '"
            + text
            + "' "
            + why
            + ": write e.g. 256MB (powers of ten), 256MiB (powers of two) or 10000rows");
  }

  private static Map<String, Long> factors() {
    Map<String, Long> factors = new LinkedHashMap<>();
    factors.put("", 1L);
    factors.put("b", 1L);
    long ten = 1;
    long two = 1;
    for (String prefix : new String[] {"k", "m", "g", "t"}) {
      ten *= 1000;
      two *= 1024;
      factors.put(prefix + "b", ten);
      factors.put(prefix + "ib", two);
    }
    return factors;
  }

  public boolean isRows() {
    return unit == Unit.ROWS;
  }

  /** The canonical form, which {@link #parse} reads back: {@code 256000000B}, {@code 10000rows}. */
  @Override
  public String toString() {
    return amount + (isRows() ? "rows" : "B");
  }
}
