package dev.tandem.rdd.shuffle;

import java.util.Arrays;

/**
 * Sorts numbers by their upper halves, in which the callers keep what is compared; the lower halves
 * say whose it is. A few passes from front to back, the lowest bits first, and no comparison at all
 * (radix sort: Knuth, The Art of Computer Programming 3, 5.2.5).
 */
final class RadixSort {
  /** Below this a sort by comparison has ended before the parts of a digit have been counted. */
  private static final int FEW = 1 << 10;

  /** Bits by which numbers are dealt out: more parts than lines of the fastest cache lose. */
  private static final int DIGIT = 9;

  private RadixSort() {}

  /**
   * Sorts as signed numbers. Those with equal upper halves stay in their order if their lower
   * halves, none of them negative, ascend in it; else they come in any order.
   *
   * @param numbers is used as scratch space
   * @return the sorted numbers: the same array, or a new one as long
   */
  static long[] byUpperHalf(long[] numbers) {
    if (numbers.length < FEW) {
      Arrays.sort(numbers);
      return numbers;
    }
    long differences = 0;
    for (long number : numbers) {
      differences |= number ^ numbers[0];
    }
    differences >>>= Integer.SIZE;
    if (differences == 0) {
      return numbers;
    }
    int lowest = Integer.SIZE + Long.numberOfTrailingZeros(differences);
    int width = Integer.SIZE + Long.SIZE - Long.numberOfLeadingZeros(differences) - lowest;
    int digits = (width + DIGIT - 1) / DIGIT;
    int bits = (width + digits - 1) / digits;
    long[] source = numbers;
    long[] target = new long[numbers.length];
    for (int digit = 0; digit < digits; digit++) {
      deal(source, target, lowest + digit * bits, (1 << bits) - 1);
      long[] dealt = target;
      target = source;
      source = dealt;
    }
    return source;
  }

  /** Copies numbers to where their digit belongs. */
  private static void deal(long[] source, long[] target, int shift, int mask) {
    int[] next = starts(source, shift, mask);
    for (long number : source) {
      target[next[digit(number, shift, mask)]++] = number;
    }
  }

  /** Where the numbers of each digit begin. */
  private static int[] starts(long[] source, int shift, int mask) {
    int[] starts = new int[mask + 1];
    for (long number : source) {
      starts[digit(number, shift, mask)]++;
    }
    int start = 0;
    for (int part = 0; part <= mask; part++) {
      int size = starts[part];
      starts[part] = start;
      start += size;
    }
    return starts;
  }

  /** Negative numbers come first. */
  private static int digit(long number, int shift, int mask) {
    return (int) ((number ^ Long.MIN_VALUE) >>> shift) & mask;
  }
}
