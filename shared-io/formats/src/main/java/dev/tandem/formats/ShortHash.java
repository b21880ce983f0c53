package dev.tandem.formats;

/**
 * The hash {@code 31 * h + b} of up to eight bytes at once. As if eight bytes were there, with
 * zeros for those that are not, pairs are put together, then fours, then all; each zero has
 * multiplied the hash by 31, which the inverse of 31 among 32-bit numbers takes back.
 */
final class ShortHash {
  private static final long BYTE_OF_TWO = 0x00FF00FF00FF00FFL;
  private static final long TWO_OF_FOUR = 0x0000FFFF0000FFFFL;

  /** {@code 1 / 31^n}, modulo 2^32. */
  private static final int[] INVERSES = inverses();

  private ShortHash() {}

  private static int[] inverses() {
    int inverse =
        31; // right in the lowest 3 bits, and in twice as many after each step of Newton's
    for (int bits = 3; bits < Integer.SIZE; bits *= 2) {
      inverse *= 2 - 31 * inverse;
    }
    int[] inverses = new int[Long.BYTES + 1];
    inverses[0] = 1;
    for (int i = 1; i < inverses.length; i++) {
      inverses[i] = inverses[i - 1] * inverse;
    }
    return inverses;
  }

  /**
   * The hash of some bytes.
   *
   * @param prefix the bytes, the first one the highest, with zeros behind them
   * @param length how many, at most 8
   */
  static int of(long prefix, int length) {
    long pairs = 31 * (prefix >>> 8 & BYTE_OF_TWO) + (prefix & BYTE_OF_TWO);
    long fours = 31 * 31 * (pairs >>> 16 & TWO_OF_FOUR) + (pairs & TWO_OF_FOUR);
    int all = 31 * 31 * 31 * 31 * (int) (fours >>> 32) + (int) fours;
    return all * INVERSES[Long.BYTES - length];
  }
}
