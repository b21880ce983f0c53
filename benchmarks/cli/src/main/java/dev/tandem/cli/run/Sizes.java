package dev.tandem.cli.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes of memory and splits as they are typed: {@code 512m} and {@code 2g} as the JVM has them,
 * {@code 512MB} powers of ten, {@code 512MiB} powers of two.
 */
public final class Sizes {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})(|[kmgt]|[kmgt]b|[kmgt]ib|b)");

  private Sizes() {}

  /**
   * The number of bytes.
   *
   * @param option for the message
   * @throws UsageError if the text is no size
   */
  public static long parse(String option, String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new UsageError(
          option + " is '" + text + "', which is no size: write e.g. 512m, 2g or 64MB");
    }
    String unit = form.group(2);
    long base = unit.endsWith("b") && !unit.endsWith("ib") ? 1000 : 1024;
    int power = unit.isEmpty() ? 0 : 1 + "kmgt".indexOf(unit.charAt(0));
    try {
      long bytes = Long.parseLong(form.group(1));
      for (int i = 0; i < power; i++) {
        bytes = Math.multiplyExact(bytes, base);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new UsageError(option + " is '" + text + "', which is too large", e);
    }
  }
}
