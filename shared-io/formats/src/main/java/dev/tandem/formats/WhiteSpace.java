package dev.tandem.formats;

import dev.tandem.contract.io.Words;

/** ASCII white space: blank, TAB, LF, VT, FF, CR. */
final class WhiteSpace {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BLANKS = ONES * ' ';
  private static final long FROM_TAB = ONES * (0x80 - '\t');
  private static final long BEHIND_CR = ONES * (0x80 - '\r' - 1);

  private WhiteSpace() {}

  /** Whether a byte is white space. */
  static boolean is(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  /**
   * How many of eight bytes, the highest first, stand before the first white space. Each byte is
   * compared within its own seven bits, so that no sum reaches into the next (Warren, Hacker's
   * Delight, 6-1).
   */
  static int before(long eight) {
    long low = eight & ~HIGH_BITS;
    long controls = low + FROM_TAB & ~(low + BEHIND_CR);
    long blanks = ~((low ^ BLANKS) + ~HIGH_BITS);
    return Long.numberOfLeadingZeros((controls | blanks) & ~eight & HIGH_BITS) >> 3;
  }

  /** Index of the first white space from {@code from} on, or {@code end}. */
  static int next(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES) {
      int before = before((long) Words.BIG_ENDIAN.get(bytes, at));
      at += before;
      if (before < Long.BYTES) {
        return at;
      }
    }
    while (at < end && !is(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Index of the first byte from {@code from} on that is no white space, or {@code end}. */
  static int behind(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && is(bytes[at])) {
      at++;
    }
    return at;
  }
}
