package dev.tandem.jobs.streams;

/** Plain decimal numbers. */
final class Numbers {
  private Numbers() {}

  /** The number in a text, or NaN if it is none: Java also reads {@code NaN, 1f, 0x1p3}. */
  static double parse(String text) {
    String trimmed = text.trim();
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(trimmed);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * The number in a text.
   *
   * @throws IllegalArgumentException if it is none, or too large for a double
   */
  static double require(String text) {
    double number = parse(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("'" + text + "' is not a decimal number");
    }
    return number;
  }
}
