package dev.tandem.mapreduce.shuffle;

/**
 * Deals slots out in place: every record goes where one of its kind belongs, and the record that
 * was there goes on (American flag sort: McIlroy, Bostic, McIlroy, "Engineering radix sort", 1993).
 * Records of one kind do not stay in their order.
 */
final class FlagSort {
  /** Parts of {@link #byByte}. */
  static final int BYTE_VALUES = 256;

  private FlagSort() {}

  /**
   * Puts every slot into the range of its partition.
   *
   * @param ends for each partition, the number of records in it and in those before it
   */
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
   * Deals records {@code from} to {@code to} out by the byte of their words at a shift.
   *
   * @return where the records of each byte end
   */
  static int[] byByte(long[] slots, int from, int to, int shift) {
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
    byByte(slots, next, ends, shift);
    return ends;
  }

  private static void byByte(long[] slots, int[] next, int[] ends, int shift) {
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
}
