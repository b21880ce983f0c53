package dev.tandem.mapreduce.shuffle;

/**
 * Sorts the slots of a sort buffer by partition and sort key, in place: first by partition, then
 * inside each partition by eight bytes of the key at a time, a word. Large ranges are dealt out by
 * the highest byte in which their words differ (American flag sort: McIlroy, Bostic, McIlroy,
 * "Engineering radix sort", 1993); small ones, which fit into the processor's cache, are split by
 * three-way quicksort, and ranges of equal words go on with their next words (Bentley and
 * Sedgewick, "Fast algorithms for sorting and searching strings", SODA 1997). Many equal keys are
 * therefore cheap. Where pivots turn out bad heapsort takes over, so that no input is quadratic;
 * the largest part is looped over, never recursed into, so that the stack stays logarithmic. Where
 * the buffer has room for it, large ranges are left to {@link SpareSort} instead, which is faster.
 *
 * <p>Records of equal keys come out in the order in which they were emitted. How much room there is
 * depends on what other tasks have left; a combiner to which the order matters (a sum of doubles)
 * must not see the difference, or a map task that runs again would leave other records.
 */
final class WordSort {
  private static final int INSERTION = 16;

  /** Ranges from this size on are dealt out by a byte. */
  private static final int LARGE = 1024;

  private static final int NINTHER = 200;
  private static final int BYTE_VALUES = 256;

  private final byte[] data;
  private final long[] slots;
  private final SpareSort spare;

  private WordSort(byte[] data, long[] slots, int records) {
    this.data = data;
    this.slots = slots;
    this.spare = new SpareSort(slots, records);
  }

  /**
   * Sorts records 0 to {@code ends.length}'s last end.
   *
   * @param data the records
   * @param slots their slots
   * @param ends for each partition, the number of records in it and in those before it
   */
  static void sort(byte[] data, long[] slots, int[] ends) {
    WordSort sort = new WordSort(data, slots, ends[ends.length - 1]);
    byPartition(slots, ends);
    int from = 0;
    for (int end : ends) {
      sort.sort(from, end, 0);
      from = end;
    }
  }

  /** Puts every slot into the range of its partition. */
  static void byPartition(long[] slots, int[] ends) {
    if (ends.length == 1) {
      return;
    }
    int[] next = new int[ends.length];
    System.arraycopy(ends, 0, next, 1, ends.length - 1);
    for (int partition = 0; partition < ends.length; partition++) {
      while (next[partition] < ends[partition]) {
        int at = 2 * next[partition];
        long prefix = slots[at];
        long slot = slots[at + 1];
        int target = Slots.partition(slot);
        while (target != partition) {
          int to = 2 * next[target]++;
          long otherPrefix = slots[to];
          long otherSlot = slots[to + 1];
          slots[to] = prefix;
          slots[to + 1] = slot;
          prefix = otherPrefix;
          slot = otherSlot;
          target = Slots.partition(slot);
        }
        slots[at] = prefix;
        slots[at + 1] = slot;
        next[partition]++;
      }
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
        long largest =
            deal(
                lo,
                hi,
                level,
                Long.SIZE
                    - Byte.SIZE
                    - Long.numberOfLeadingZeros(difference) / Byte.SIZE * Byte.SIZE);
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
        long middle = split(lo, hi, pivot(lo, hi));
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
   * Deals a range out by the byte at {@code shift} and sorts all parts but the largest one, which
   * is returned.
   */
  private long deal(int from, int to, int level, int shift) {
    int[] ends = new int[BYTE_VALUES];
    for (int i = 2 * from; i < 2 * to; i += 2) {
      ends[(int) (slots[i] >>> shift) & 0xFF]++;
    }
    int[] next = new int[BYTE_VALUES];
    int end = from;
    for (int b = 0; b < BYTE_VALUES; b++) {
      next[b] = end;
      end += ends[b];
      ends[b] = end;
    }
    dealOut(next, ends, shift);
    int largestFrom = from;
    int largestTo = from;
    int lo = from;
    for (int hi : ends) {
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

  /** Moves each record to its part, along the cycles of the permutation. */
  private void dealOut(int[] next, int[] ends, int shift) {
    for (int part = 0; part < BYTE_VALUES; part++) {
      while (next[part] < ends[part]) {
        int at = 2 * next[part];
        long word = slots[at];
        long slot = slots[at + 1];
        int target = (int) (word >>> shift) & 0xFF;
        while (target != part) {
          int to = 2 * next[target]++;
          long otherWord = slots[to];
          long otherSlot = slots[to + 1];
          slots[to] = word;
          slots[to + 1] = slot;
          word = otherWord;
          slot = otherSlot;
          target = (int) (word >>> shift) & 0xFF;
        }
        slots[at] = word;
        slots[at + 1] = slot;
        next[part]++;
      }
    }
  }

  /**
   * Splits a range into smaller, equal and greater words; returns where the equal ones begin (high
   * half) and end (low half).
   */
  private long split(int lo, int hi, long pivot) {
    int less = lo;
    int more = hi;
    for (int i = lo; i < more; ) {
      long word = slots[2 * i];
      if (word == pivot) {
        i++;
      } else if (word + Long.MIN_VALUE < pivot + Long.MIN_VALUE) {
        swap(less++, i++);
      } else {
        swap(i, --more);
      }
    }
    return pack(less, more);
  }

  private static long pack(int from, int to) {
    return (long) from << Integer.SIZE | to;
  }

  private static int badPivotsAllowed(int n) {
    return 8 + (32 - Integer.numberOfLeadingZeros(n)) / 2;
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
      insertionSort(from, to);
    } else {
      heapSort(from, to);
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
    sortByOffset(from, to, level);
    if (shortest != longest) {
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
    if (!isByOffset(from, to)) {
      for (int i = from; i < to; i++) {
        slots[2 * i] = Slots.offset(slots[2 * i + 1]);
      }
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

  private long pivot(int lo, int hi) {
    int middle = lo + hi >>> 1;
    if (hi - lo < NINTHER) {
      return median(slots[2 * lo], slots[2 * middle], slots[2 * hi - 2]);
    }
    int step = (hi - lo) / 8;
    return median(
        median(slots[2 * lo], slots[2 * (lo + step)], slots[2 * (lo + 2 * step)]),
        median(slots[2 * (middle - step)], slots[2 * middle], slots[2 * (middle + step)]),
        median(slots[2 * (hi - 1 - 2 * step)], slots[2 * (hi - 1 - step)], slots[2 * (hi - 1)]));
  }

  private static long median(long a, long b, long c) {
    long x = a + Long.MIN_VALUE;
    long y = b + Long.MIN_VALUE;
    long z = c + Long.MIN_VALUE;
    return Math.max(Math.min(x, y), Math.min(Math.max(x, y), z)) - Long.MIN_VALUE;
  }

  private void swap(int i, int j) {
    int a = 2 * i;
    int b = 2 * j;
    long word = slots[a];
    long slot = slots[a + 1];
    slots[a] = slots[b];
    slots[a + 1] = slots[b + 1];
    slots[b] = word;
    slots[b + 1] = slot;
  }

  private void insertionSort(int lo, int hi) {
    for (int i = lo + 1; i < hi; i++) {
      long word = slots[2 * i];
      long slot = slots[2 * i + 1];
      int j = i;
      while (j > lo && word + Long.MIN_VALUE < slots[2 * j - 2] + Long.MIN_VALUE) {
        slots[2 * j] = slots[2 * j - 2];
        slots[2 * j + 1] = slots[2 * j - 1];
        j--;
      }
      slots[2 * j] = word;
      slots[2 * j + 1] = slot;
    }
  }

  private void heapSort(int lo, int hi) {
    int n = hi - lo;
    for (int i = n / 2 - 1; i >= 0; i--) {
      siftDown(lo, i, n);
    }
    for (int last = n - 1; last > 0; last--) {
      swap(lo, lo + last);
      siftDown(lo, 0, last);
    }
  }

  private void siftDown(int lo, int root, int n) {
    int i = root;
    for (int child = 2 * i + 1; child < n; child = 2 * i + 1) {
      if (child + 1 < n && isLess(lo + child, lo + child + 1)) {
        child++;
      }
      if (!isLess(lo + i, lo + child)) {
        return;
      }
      swap(lo + i, lo + child);
      i = child;
    }
  }

  private boolean isLess(int i, int j) {
    return slots[2 * i] + Long.MIN_VALUE < slots[2 * j] + Long.MIN_VALUE;
  }
}
