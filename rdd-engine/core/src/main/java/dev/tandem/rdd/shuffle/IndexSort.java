package dev.tandem.rdd.shuffle;

import java.util.Arrays;

/** Sorts numbers of records by what the records are: a stable merge sort that makes no objects. */
abstract class IndexSort {
  private static final int SMALL = 8;
  private static final long UPPER_HALF = 0xFFFFFFFF00000000L;

  /** The sign tells which of two records comes first. */
  abstract int compare(int a, int b);

  /** Sorts a slice of {@code indexes}. */
  final void sort(int[] indexes, int from, int to) {
    if (to - from <= SMALL) {
      insert(indexes, from, to);
      return;
    }
    int[] slice = Arrays.copyOfRange(indexes, from, to);
    split(slice.clone(), slice, 0, slice.length);
    System.arraycopy(slice, 0, indexes, from, slice.length);
  }

  /**
   * Sorts by numbers and, where their upper halves are equal, by {@link #compare}: most records
   * then are put in their place without a look at them.
   *
   * @param numbers of the records from 0 up: who has the less one comes first
   * @param n how many records
   * @return for each place the upper half of the record's number, and the record in the lower half
   */
  final long[] sorted(long[] numbers, int n) {
    long[] unsorted = new long[n];
    for (int i = 0; i < n; i++) {
      unsorted[i] = numbers[i] & UPPER_HALF | i;
    }
    long[] places = RadixSort.byUpperHalf(unsorted);
    int from = 0;
    for (int i = 1; i <= n; i++) {
      if (i == n || places[i] >> 32 != places[from] >> 32) {
        sort(places, from, i);
        from = i;
      }
    }
    return places;
  }

  /** Sorts places whose upper halves are equal. */
  private void sort(long[] places, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int[] records = new int[to - from];
    for (int i = from; i < to; i++) {
      records[i - from] = (int) places[i];
    }
    sort(records, 0, records.length);
    for (int i = from; i < to; i++) {
      places[i] = places[i] & UPPER_HALF | records[i - from];
    }
  }

  /** Sorts into {@code target} what both arrays hold; {@code source} is scratch space. */
  private void split(int[] source, int[] target, int from, int to) {
    if (to - from <= SMALL) {
      insert(target, from, to);
      return;
    }
    int middle = from + to >>> 1;
    split(target, source, from, middle);
    split(target, source, middle, to);
    if (compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft = right >= to || left < middle && compare(source[left], source[right]) <= 0;
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }

  private void insert(int[] indexes, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moving = indexes[i];
      int at = i;
      while (at > from && compare(indexes[at - 1], moving) > 0) {
        indexes[at] = indexes[at - 1];
        at--;
      }
      indexes[at] = moving;
    }
  }
}
