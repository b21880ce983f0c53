package dev.tandem.rdd.shuffle;

/**
 * Goes through sorted records, and reads some ahead. What is sorted lies scattered over the heap,
 * so that the first look at each record waits for memory; in a short loop over many the processor
 * lets these waits overlap, which it cannot do while all steps run between one record and the next.
 */
final class SortedCursor {
  private static final int AHEAD = 32;

  private final SortRecords records;
  private final long[] sorted;
  private final Object[] keys = new Object[AHEAD];
  private final Object[] values = new Object[AHEAD];
  private final int[] inputs = new int[AHEAD];
  private final boolean[] continues = new boolean[AHEAD];

  /** The place of the first record that was read ahead. */
  private int base;

  /** Of the current record, behind the base. */
  private int at;

  /** Records that have been read ahead. */
  private int filled;

  /** Nobody asks for it: it makes the look at each key, to its end, one that has a result. */
  int bytes;

  /**
   * @param records in any order
   * @param sorted what {@link SortRecords#sorted} says of them
   */
  SortedCursor(SortRecords records, long[] sorted) {
    this.records = records;
    this.sorted = sorted;
    fill();
  }

  private void fill() {
    base += filled;
    filled = Math.min(AHEAD, sorted.length - base);
    at = 0;
    for (int i = 0; i < filled; i++) {
      int record = (int) sorted[base + i];
      keys[i] = records.key(record);
      values[i] = records.value(record);
      inputs[i] = records.input(record);
    }
    for (int i = 0; i < filled; i++) {
      bytes += keys[i] instanceof byte[] row && row.length > 0 ? row[row.length - 1] : 1;
    }
    for (int i = 0; i < filled; i++) {
      int place = base + i;
      continues[i] = place > 0 && records.sameKey(sorted[place - 1], sorted[place]);
    }
  }

  /** Whether there is a current record. */
  boolean present() {
    return at < filled;
  }

  /** Whether the current record is there and has the key of the one before it. */
  boolean continuesGroup() {
    return at < filled && continues[at];
  }

  Object key() {
    return keys[at];
  }

  Object value() {
    return values[at];
  }

  int input() {
    return inputs[at];
  }

  /** Moves to the next record. */
  void advance() {
    if (++at == filled) {
      fill();
    }
  }
}
