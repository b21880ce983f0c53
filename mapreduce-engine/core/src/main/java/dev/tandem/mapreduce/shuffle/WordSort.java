package dev.tandem.mapreduce.shuffle;

/**
 * Sorts the slots of a sort buffer by partition and sort key, in place: first by partition, then
 * inside each partition by eight bytes of the key at a time, a word. Large ranges are dealt out by
 * the highest byte in which their words differ ({@link FlagSort}), or by all bits in which they
 * differ, which is faster, as soon as there is room for it beside them ({@link SpareSort}); small
 * ones, which fit into the processor's cache, are split by three-way quicksort, and ranges of equal
 * words go on with their next words (Bentley and Sedgewick, "Fast algorithms for sorting and
 * searching strings", SODA 1997). Many equal keys are therefore cheap. Where pivots turn out bad
 * heapsort takes over, so that no input is quadratic; the largest part is looped over, never
 * recursed into, so that the stack stays logarithmic.
 *
 * <p>Records of equal keys come out in the order in which they were emitted. How much room there is
 * depends on what other tasks have left; a combiner to which the order matters (a sum of doubles)
 * must not see the difference, or a map task that runs again would leave other records.
 */
final class WordSort {
  private static final int INSERTION = 16;

  /** Ranges from this size on are dealt out by a byte or by all bits. */
  private static final int LARGE = 1024;

  /** The same for offsets, which differ in few bits. */
  private static final int LARGE_OFFSETS = 128;

  private final byte[] data;
  private final long[] slots;
  private final SpareSort spare;

  private WordSort(byte[] data, long[] slots, SpareSort spare) {
    this.data = data;
    this.slots = slots;
    this.spare = spare;
  }

  /**
   * Sorts records 0 to {@code ends.length}'s last end.
   *
   * @param data the records
   * @param slots their slots
   * @param ends for each partition, the number of records in it and in those before it
   */
  static void sort(byte[] data, long[] slots, int[] ends) {
    int records = ends[ends.length - 1];
    SpareSort spare = new SpareSort(slots, records);
    if (ends.length > 1 && spare.fits(records)) {
      spare.byPartition(ends);
    } else {
      FlagSort.byPartition(slots, ends);
    }
    WordSort sort = new WordSort(data, slots, spare);
    int from = 0;
    for (int end : ends) {
      sort.sort(from, end, 0);
      from = end;
    }
  }

  /**
   * Sorts records {@code from} to {@code to}, whose keys agree before byte {@code 8 * depth} and
   * whose words are loaded from there.
   */
  private void sort(int from, int to, int depth) {
    int lo = from;
    int hi = to;
    int level = depth;
    int badPivots = badPivotsAllowed(hi - lo);
    while (hi - lo > 1) {
      long difference = hi - lo >= LARGE ? difference(lo, hi) : 0;
      if (difference != 0 && spare.fits(hi - lo)) {
        spare.sort(lo, hi, difference);
        long longest = sortEqualRanges(lo, hi, level);
        lo = (int) (longest >>> Integer.SIZE);
        hi = (int) longest;
      } else if (difference != 0) {
        long largest = deal(lo, hi, level, difference);
        lo = (int) (largest >>> Integer.SIZE);
        hi = (int) largest;
        badPivots = badPivotsAllowed(hi - lo);
        continue;
      } else if (hi - lo >= LARGE) {
        // All words are equal: on with the next ones.
      } else if (hi - lo <= INSERTION || badPivots == 0) {
        long longest = sortAtOnce(lo, hi, level);
        lo = (int) (longest >>> Integer.SIZE);
        hi = (int) longest;
      } else {
        long middle = CompareSort.split(slots, lo, hi);
        int less = (int) (middle >>> Integer.SIZE);
        int more = (int) middle;
        if (more - less < Math.max(less - lo, hi - more)) {
          badPivots -= Math.max(less - lo, hi - more) > (hi - lo) / 8 * 7 ? 1 : 0;
          sortEqual(less, more, level);
          if (less - lo < hi - more) {
            sort(lo, less, level);
            lo = more;
          } else {
            sort(more, hi, level);
            hi = less;
          }
          continue;
        }
        sort(lo, less, level);
        sort(more, hi, level);
        lo = less;
        hi = more;
      }
      if (!deeper(lo, hi, level)) {
        return;
      }
      level++;
      badPivots = badPivotsAllowed(hi - lo);
    }
  }

  private static int badPivotsAllowed(int n) {
    return 8 + (32 - Integer.numberOfLeadingZeros(n)) / 2;
  }

  /** The bits in which the words of a range differ. */
  private long difference(int lo, int hi) {
    long first = slots[2 * lo];
    long difference = 0;
    for (int i = 2 * lo + 2; i < 2 * hi; i += 2) {
      difference |= slots[i] ^ first;
    }
    return difference;
  }

  /**
   * Deals a range out by the highest byte in which its words differ and sorts all parts but the
   * largest one, which is returned.
   */
  private long deal(int from, int to, int level, long difference) {
    int shift = (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference)) / Byte.SIZE * Byte.SIZE;
    int largestFrom = from;
    int largestTo = from;
    int lo = from;
    for (int hi : FlagSort.byByte(slots, from, to, shift)) {
      if (hi - lo > largestTo - largestFrom) {
        sort(largestFrom, largestTo, level);
        largestFrom = lo;
        largestTo = hi;
      } else {
        sort(lo, hi, level);
      }
      lo = hi;
    }
    return pack(largestFrom, largestTo);
  }

  private static long pack(int from, int to) {
    return (long) from << Integer.SIZE | to;
  }

  /** Sorts a range of equal words by what follows them. */
  private void sortEqual(int from, int to, int level) {
    if (deeper(from, to, level)) {
      sort(from, to, level + 1);
    }
  }

  /**
   * Sorts a small or stubborn range by its words, and its ranges of equal words but for the longest
   * one, which is returned.
   */
  private long sortAtOnce(int from, int to, int level) {
    if (to - from <= INSERTION) {
      CompareSort.insertionSort(slots, from, to);
    } else {
      CompareSort.heapSort(slots, from, to);
    }
    return sortEqualRanges(from, to, level);
  }

  /** Sorts the ranges of equal words of a sorted range, but for the longest one. */
  private long sortEqualRanges(int from, int to, int level) {
    int longestFrom = from;
    int longestTo = from;
    int hi;
    for (int lo = from; lo < to; lo = hi) {
      hi = runEnd(lo, to);
      if (hi - lo > longestTo - longestFrom) {
        sortEqual(longestFrom, longestTo, level);
        longestFrom = lo;
        longestTo = hi;
      } else {
        sortEqual(lo, hi, level);
      }
    }
    return pack(longestFrom, longestTo);
  }

  private int runEnd(int lo, int to) {
    int hi = lo + 1;
    while (hi < to && slots[2 * hi] == slots[2 * lo]) {
      hi++;
    }
    return hi;
  }

  /**
   * Loads the next word of each key in a range of equal words. Where the keys end here instead they
   * are equal, and are marked so; where only some of them end (no codec of ours does that) the
   * range is sorted by comparing whole keys.
   *
   * @return whether there is something left to sort
   */
  private boolean deeper(int from, int to, int level) {
    if (to - from < 2) {
      return false;
    }
    int known = Long.BYTES * (level + 1);
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int i = from; i < to; i++) {
      long slot = slots[2 * i + 1];
      int length = level == 0 ? Slots.shortLength(slot) : Slots.keyLength(data, Slots.offset(slot));
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
    }
    if (shortest > known) {
      for (int i = from; i < to; i++) {
        int offset = Slots.offset(slots[2 * i + 1]);
        int start = offset + Slots.headerLength(data, offset);
        slots[2 * i] = Slots.word(data, start, Slots.keyLength(data, offset), known);
      }
      return true;
    }
    if (shortest == longest) {
      sortByOffset(from, to, level);
    } else {
      SlowSort.sort(data, slots, from, to, RecordOrder.BY_KEY);
    }
    markSame(from, to, shortest == longest);
    return false;
  }

  /**
   * Brings records of equal keys into the order in which they were emitted, whoever has sorted
   * them: their offsets are taken for the last word of their keys.
   */
  private void sortByOffset(int from, int to, int level) {
    if (isByOffset(from, to)) {
      return;
    }
    for (int i = from; i < to; i++) {
      slots[2 * i] = Slots.offset(slots[2 * i + 1]);
    }
    if (to - from >= LARGE_OFFSETS && spare.fits(to - from)) {
      spare.sort(from, to, difference(from, to));
    } else {
      sort(from, to, level);
    }
  }

  private boolean isByOffset(int from, int to) {
    int before = -1;
    for (int i = from; i < to; i++) {
      int offset = Slots.offset(slots[2 * i + 1]);
      if (offset < before) {
        return false;
      }
      before = offset;
    }
    return true;
  }

  private void markSame(int from, int to, boolean all) {
    for (int i = from + 1; i < to; i++) {
      if (all || RecordOrder.isSameKey(data, slots[2 * i - 1], slots[2 * i + 1])) {
        slots[2 * i + 1] = Slots.withSame(slots[2 * i + 1]);
      }
    }
  }
}
