package dev.tandem.rdd.api;

/**
 * Urns of which each holds some lots: finds the one that holds a lot, and takes lots out, in a
 * number of steps that grows with the logarithm of the number of urns (P. M. Fenwick, A New Data
 * Structure for Cumulative Frequency Tables, 1994).
 */
final class Lots {
  /** At i, from 1 on: the lots of as many urns as the lowest bit of i says, up to urn i - 1. */
  private final long[] sums;

  /**
   * @param lots of each urn, none negative
   */
  Lots(long[] lots) {
    sums = new long[lots.length + 1];
    for (int i = 1; i < sums.length; i++) {
      sums[i] += lots[i - 1];
      int above = i + Integer.lowestOneBit(i);
      if (above < sums.length) {
        sums[above] += sums[i];
      }
    }
  }

  /**
   * The urn that holds a lot, where they are counted urn by urn.
   *
   * @param lot from 0 to one less than all that are left
   */
  int urnOf(long lot) {
    int urn = 0;
    long left = lot;
    for (int step = Integer.highestOneBit(sums.length - 1); step > 0; step /= 2) {
      if (urn + step < sums.length && sums[urn + step] <= left) {
        urn += step;
        left -= sums[urn];
      }
    }
    return urn;
  }

  /** Takes a lot out of an urn that has one. */
  void take(int urn) {
    for (int i = urn + 1; i < sums.length; i += Integer.lowestOneBit(i)) {
      sums[i]--;
    }
  }
}
