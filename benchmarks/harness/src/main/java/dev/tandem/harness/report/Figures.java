package dev.tandem.harness.report;

import dev.tandem.harness.stats.Ratio;
import java.util.Locale;

/** Amounts as people read them: three significant digits, the same in every locale. */
final class Figures {
  private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

  private Figures() {}

  /**
   * A time in milliseconds: {@code 0.83 ms}, {@code 812 ms}, {@code 2.51 s}, {@code 3 min 12 s}.
   */
  static String millis(double millis) {
    if (millis < 999.5) {
      return digits(millis) + " ms";
    }
    if (millis < 59_950) {
      return digits(millis / 1000) + " s";
    }
    long seconds = Math.round(millis / 1000);
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** Bytes in powers of ten: {@code 512 B}, {@code 1.25 MB}. */
  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 999.5 && unit < BYTE_UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : digits(amount)) + " " + BYTE_UNITS[unit];
  }

  /** Every digit, in groups of three. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 job}, {@code 4 jobs}. */
  static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** How many times: {@code 0.031}, {@code 0.41}, {@code 1.004}, {@code 12.3}. */
  static String times(double ratio) {
    if (ratio < 0.0995 || Math.abs(ratio - 1) < 0.05) {
      return String.format(Locale.ROOT, "%.3f", ratio);
    }
    return digits(ratio);
  }

  /** Both ends of an interval: {@code 0.38 – 0.45}. */
  static String interval(Ratio ratio) {
    return times(ratio.low()) + " – " + times(ratio.high());
  }

  /** A ratio with its interval; "no difference" where that is what the interval says. */
  static String ratio(Ratio ratio) {
    if (ratio.verdict() == Ratio.Verdict.UNKNOWN) {
      return times(ratio.value()) + " (one JVM each: no interval)";
    }
    String said =
        ratio.verdict() == Ratio.Verdict.NO_DIFFERENCE ? "no difference" : times(ratio.value());
    return said + " (" + interval(ratio) + ")";
  }

  /** Three significant digits. */
  static String digits(double amount) {
    int decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", amount);
  }
}
