package dev.tandem.cli.text;

import java.util.Locale;

/** Amounts as people read them. Exact values are for JSON. */
public final class Human {
  private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};
  private static final long MILLION = 1_000_000;

  /** What stands where an engine cannot tell an amount: it is unknown, and not 0. */
  public static final String UNKNOWN = "not observable";

  private Human() {}

  /** Bytes in powers of ten with three significant digits: {@code 512 B}, {@code 1.25 MB}. */
  public static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 999.5 && unit < BYTE_UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : digits(amount)) + " " + BYTE_UNITS[unit];
  }

  /** A number of things: exact below a million, {@code 26.1 M} beyond. */
  public static String count(long count) {
    if (Math.abs(count) < MILLION) {
      return exact(count);
    }
    if (Math.abs(count) < 1000 * MILLION - MILLION / 2) {
      return digits(count / (double) MILLION) + " M";
    }
    return digits(count / (1000.0 * MILLION)) + " G";
  }

  /** Every digit, in groups of three: {@code 1,204,331}. */
  public static String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A duration: {@code 812 ms}, {@code 2.51 s}, {@code 3 min 12 s}. */
  public static String millis(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return digits(millis / 1000.0) + " s";
    }
    long seconds = Math.round(millis / 1000.0);
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** How many times {@code b} goes into {@code a}; a dash where that says nothing. */
  public static String ratio(long a, long b) {
    if (a == 0 && b == 0) {
      return "";
    }
    if (a == 0 || b == 0) {
      return "-";
    }
    double ratio = (double) a / b;
    if (ratio >= 999.5) {
      return exact(Math.round(ratio));
    }
    return ratio < 0.01 ? "< 0.01" : digits(ratio);
  }

  /** {@code 1 round}, {@code 11 rounds}. */
  public static String plural(long count, String noun) {
    return exact(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String digits(double amount) {
    int decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", amount);
  }
}
