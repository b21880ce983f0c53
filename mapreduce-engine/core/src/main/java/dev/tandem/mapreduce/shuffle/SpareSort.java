package dev.tandem.mapreduce.shuffle;

import java.util.Arrays;

/**
 * Sorts slots by the bits in which their words differ, the lowest first, back and forth between
 * their place and a spare one (radix sort: Knuth, "The Art of Computer Programming", volume 3,
 * section 5.2.5). Unlike a sort in place it reads from front to back and is stable: records of
 * equal words stay in the order in which it finds them.
 *
 * <p>The spare place is the accounting that no record has taken yet. Where a full buffer has left
 * too little of it, it is a piece of memory beside the buffer, large enough for the parts into
 * which a full buffer falls when it has been dealt out once.
 */
final class SpareSort {
  /**
   * Bits by which records are dealt out at once: more parts than lines of the fastest cache lose.
   */
  private static final int DIGIT = 9;

  /** Records for which there is room beside a buffer: one megabyte, which stays in the cache. */
  private static final int BESIDE = 1 << 16;

  /** No more than this part of the accounting is taken beside it. */
  private static final int PART = 8;

  private final long[] slots;
  private final long[] spare;
  private final int start;
  private final int room;
  private final int[] next = new int[1 << DIGIT];

  /**
   * @param slots two longs a record
   * @param records how many there are: from there on the array is free
   */
  SpareSort(long[] slots, int records) {
    this.slots = slots;
    int free = slots.length / 2 - records;
    int beside = Math.min(records / PART, BESIDE);
    boolean isFree = free >= beside;
    this.room = isFree ? free : beside;
    this.start = isFree ? records : 0;
    this.spare = isFree ? slots : new long[2 * beside];
  }

  /** Whether so many records can be sorted here. */
  boolean fits(int count) {
    return count <= room;
  }

  /**
   * Puts every slot into the range of its partition; all of them must fit.
   *
   * @param ends for each partition, the number of records in it and in those before it
   */
  void byPartition(int[] ends) {
    int count = ends[ends.length - 1];
    int[] to = new int[ends.length];
    for (int partition = 0; partition < ends.length; partition++) {
      to[partition] = 2 * (start + (partition == 0 ? 0 : ends[partition - 1]));
    }
    for (int i = 0; i < 2 * count; i += 2) {
      long slot = slots[i + 1];
      int partition = Slots.partition(slot);
      int at = to[partition];
      to[partition] = at + 2;
      spare[at] = slots[i];
      spare[at + 1] = slot;
    }
    System.arraycopy(spare, 2 * start, slots, 0, 2 * count);
  }

  /** Sorts records {@code from} to {@code to}, whose words differ in some of these bits only. */
  void sort(int from, int to, long difference) {
    int lowest = Long.numberOfTrailingZeros(difference);
    int width = Long.SIZE - Long.numberOfLeadingZeros(difference) - lowest;
    int digits = (width + DIGIT - 1) / DIGIT;
    int bits = (width + digits - 1) / digits;
    int count = to - from;
    for (int digit = 0; digit < digits; digit++) {
      int shift = lowest + digit * bits;
      if (digit % 2 == 0) {
        deal(slots, from, spare, start, count, shift, (1 << bits) - 1);
      } else {
        deal(spare, start, slots, from, count, shift, (1 << bits) - 1);
      }
    }
    if (digits % 2 == 1) {
      System.arraycopy(spare, 2 * start, slots, 2 * from, 2 * count);
    }
  }

  /** Copies records to where their digit belongs. */
  private void deal(long[] in, int source, long[] out, int target, int count, int shift, int mask) {
    startParts(in, source, target, count, shift, mask);
    for (int i = 2 * source; i < 2 * (source + count); i += 2) {
      long word = in[i];
      int to = 2 * next[(int) (word >>> shift) & mask]++;
      out[to] = word;
      out[to + 1] = in[i + 1];
    }
  }

  /** Sets {@link #next} to where the records of each digit begin. */
  private void startParts(long[] in, int source, int target, int count, int shift, int mask) {
    Arrays.fill(next, 0, mask + 1, 0);
    for (int i = 2 * source; i < 2 * (source + count); i += 2) {
      next[(int) (in[i] >>> shift) & mask]++;
    }
    int start = target;
    for (int part = 0; part <= mask; part++) {
      int size = next[part];
      next[part] = start;
      start += size;
    }
  }
}
