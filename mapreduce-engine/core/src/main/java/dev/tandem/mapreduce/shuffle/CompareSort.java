package dev.tandem.mapreduce.shuffle;

/**
 * Sorts of slots that compare their words as unsigned numbers, in place; for ranges that are too
 * small to be dealt out. Records of equal words do not stay in their order.
 */
final class CompareSort {
  private static final int NINTHER = 200;

  private CompareSort() {}

  /**
   * Splits a range into smaller, equal and greater words than that of one of its records, which is
   * near the middle as far as a few others tell (Bentley and McIlroy, "Engineering a sort
   * function", 1993).
   *
   * @return where the equal ones begin (high half) and end (low half)
   */
  static long split(long[] slots, int lo, int hi) {
    long pivot = pivot(slots, lo, hi);
    int less = lo;
    int more = hi;
    for (int i = lo; i < more; ) {
      long word = slots[2 * i];
      if (word == pivot) {
        i++;
      } else if (word + Long.MIN_VALUE < pivot + Long.MIN_VALUE) {
        swap(slots, less++, i++);
      } else {
        swap(slots, i, --more);
      }
    }
    return (long) less << Integer.SIZE | more;
  }

  private static long pivot(long[] slots, int lo, int hi) {
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

  private static void swap(long[] slots, int i, int j) {
    int a = 2 * i;
    int b = 2 * j;
    long word = slots[a];
    long slot = slots[a + 1];
    slots[a] = slots[b];
    slots[a + 1] = slots[b + 1];
    slots[b] = word;
    slots[b + 1] = slot;
  }

  /** For a few records. */
  static void insertionSort(long[] slots, int lo, int hi) {
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

  /** Takes n log n steps, whatever comes. */
  static void heapSort(long[] slots, int lo, int hi) {
    int n = hi - lo;
    for (int i = n / 2 - 1; i >= 0; i--) {
      siftDown(slots, lo, i, n);
    }
    for (int last = n - 1; last > 0; last--) {
      swap(slots, lo, lo + last);
      siftDown(slots, lo, 0, last);
    }
  }

  private static void siftDown(long[] slots, int lo, int root, int n) {
    int i = root;
    for (int child = 2 * i + 1; child < n; child = 2 * i + 1) {
      if (child + 1 < n && isLess(slots, lo + child, lo + child + 1)) {
        child++;
      }
      if (!isLess(slots, lo + i, lo + child)) {
        return;
      }
      swap(slots, lo + i, lo + child);
      i = child;
    }
  }

  private static boolean isLess(long[] slots, int i, int j) {
    return slots[2 * i] + Long.MIN_VALUE < slots[2 * j] + Long.MIN_VALUE;
  }
}
