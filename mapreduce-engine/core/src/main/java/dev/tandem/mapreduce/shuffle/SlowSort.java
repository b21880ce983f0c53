package dev.tandem.mapreduce.shuffle;

/**
 * Sorts the slots of a sort buffer with a comparison that may be anybody's: a merge sort, because
 * it ends after n log n comparisons and loses no record even where the comparison contradicts
 * itself.
 */
final class SlowSort {
  private final byte[] data;
  private final RecordOrder order;
  private final RecordView left = new RecordView();
  private final RecordView right = new RecordView();

  private SlowSort(byte[] data, RecordOrder order) {
    this.data = data;
    this.order = order;
  }

  /**
   * Sorts records {@code from} to {@code to}; equal ones come in the order in which they were
   * emitted. Takes as much memory as their slots.
   */
  static void sort(byte[] data, long[] slots, int from, int to, RecordOrder order) {
    int n = to - from;
    SlowSort sort = new SlowSort(data, order);
    long[] source = slots;
    int base = from;
    long[] target = new long[2 * n];
    int targetBase = 0;
    for (int width = 1; width < n; width = width > n / 2 ? n : 2 * width) {
      for (int lo = 0; lo < n; lo = lo > n - 2 * (long) width ? n : lo + 2 * width) {
        int middle = (int) Math.min(n, (long) lo + width);
        int hi = (int) Math.min(n, lo + 2L * width);
        sort.merge(source, base, target, targetBase, lo, middle, hi);
      }
      long[] sorted = target;
      int sortedBase = targetBase;
      target = source;
      targetBase = base;
      source = sorted;
      base = sortedBase;
    }
    if (source != slots) {
      System.arraycopy(source, 0, slots, 2 * from, 2 * n);
    }
  }

  private void merge(
      long[] source, int base, long[] target, int targetBase, int lo, int middle, int hi) {
    int a = lo;
    int b = middle;
    for (int i = lo; i < hi; i++) {
      boolean takeLeft =
          b == hi
              || a < middle && isInOrder(source[2 * (base + a) + 1], source[2 * (base + b) + 1]);
      int from = takeLeft ? a++ : b++;
      target[2 * (targetBase + i)] = source[2 * (base + from)];
      target[2 * (targetBase + i) + 1] = source[2 * (base + from) + 1];
    }
  }

  private boolean isInOrder(long slotA, long slotB) {
    left.pointAt(data, slotA);
    right.pointAt(data, slotB);
    int c = order.compare(left, right);
    return c < 0 || c == 0 && Slots.offset(slotA) < Slots.offset(slotB);
  }
}
