package dev.tandem.mapreduce.shuffle;

import java.util.Arrays;

/**
 * Sorts slots by the bits in which their words differ, the lowest first, back and forth between
 * their place and the accounting that no record has taken yet (radix sort: Knuth, "The Art of
 * Computer Programming", volume 3, section 5.2.5). Unlike a sort in place it reads from front to
 * back and is stable: records of equal words stay in the order in which it finds them. Where there
 * is one partition that is the order in which they were emitted; where there are more, putting each
 * record into its partition has changed it before.
 */
final class SpareSort {
  /**
   * Bits by which records are dealt out at once: more parts than lines of the fastest cache lose.
   */
  private static final int DIGIT = 9;

  private final long[] slots;
  private final int spare;
  private final int[] next = new int[1 << DIGIT];

  /**
   * @param slots two longs a record
   * @param records how many there are: from there on the array is free
   */
  SpareSort(long[] slots, int records) {
    this.slots = slots;
    this.spare = records;
  }

  /** Whether so many records can be sorted here. */
  boolean fits(int count) {
    return 2L * (spare + (long) count) <= slots.length;
  }

  /** Sorts records {@code from} to {@code to}, whose words differ in some of these bits only. */
  void sort(int from, int to, long difference) {
    int lowest = Long.numberOfTrailingZeros(difference);
    int width = Long.SIZE - Long.numberOfLeadingZeros(difference) - lowest;
    int digits = (width + DIGIT - 1) / DIGIT;
    int bits = (width + digits - 1) / digits;
    int source = from;
    int target = spare;
    for (int digit = 0; digit < digits; digit++) {
      deal(source, to - from, target, lowest + digit * bits, (1 << bits) - 1);
      int other = source;
      source = target;
      target = other;
    }
    if (source != from) {
      System.arraycopy(slots, 2 * source, slots, 2 * from, 2 * (to - from));
    }
  }

  /** Copies records to where their digit belongs. */
  private void deal(int source, int count, int target, int shift, int mask) {
    startParts(source, count, target, shift, mask);
    for (int i = 2 * source; i < 2 * (source + count); i += 2) {
      long word = slots[i];
      int to = 2 * next[(int) (word >>> shift) & mask]++;
      slots[to] = word;
      slots[to + 1] = slots[i + 1];
    }
  }

  /** Sets {@link #next} to where the records of each digit begin. */
  private void startParts(int source, int count, int target, int shift, int mask) {
    Arrays.fill(next, 0);
    for (int i = 2 * source; i < 2 * (source + count); i += 2) {
      next[(int) (slots[i] >>> shift) & mask]++;
    }
    int start = target;
    for (int part = 0; part <= mask; part++) {
      int size = next[part];
      next[part] = start;
      start += size;
    }
  }
}
