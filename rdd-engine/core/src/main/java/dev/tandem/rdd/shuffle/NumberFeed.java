package dev.tandem.rdd.shuffle;

import java.util.Arrays;

/** Feeds a table of numbers: keys are unboxed as they come, while they are at hand. */
final class NumberFeed extends Feed {
  private final NumberTable table;
  private final boolean longs;
  private final Blame blame;
  private final long[] numbers = new long[BATCH];
  private final Object[] values = new Object[BATCH];
  private int size;

  /**
   * @param longs whether the keys are longs; else they are ints
   * @param blame names the step of the table's aggregator
   */
  NumberFeed(NumberTable table, boolean longs, Blame blame) {
    this.table = table;
    this.longs = longs;
    this.blame = blame;
  }

  @Override
  public void emit(Object key, Object value) {
    numbers[size] = longs ? (Long) key : (Integer) key;
    values[size] = value;
    if (++size == BATCH) {
      flush();
    }
  }

  @Override
  int add() {
    int n = size;
    size = 0;
    try {
      table.add(numbers, values, n);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw blame.on(e);
    }
    Arrays.fill(values, 0, n, null);
    return n;
  }
}
