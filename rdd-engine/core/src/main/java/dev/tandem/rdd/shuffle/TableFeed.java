package dev.tandem.rdd.shuffle;

import dev.tandem.contract.plan.Collector;
import java.util.Arrays;

/**
 * Adds records to a table, {@value #BATCH} at a time. Each probe of a large table waits for memory;
 * in a short loop over many records the processor lets these waits overlap, which it cannot do
 * while the whole chain of steps runs between one probe and the next.
 */
final class TableFeed implements Collector {
  private static final int BATCH = 64;

  private final KeyTable table;
  private final Batch batch;
  private final Object[] keys = new Object[BATCH];
  private final Object[] values = new Object[BATCH];
  private final int[] hashes = new int[BATCH];
  private int size;
  private long records;

  /** What is done with many records at once. */
  @FunctionalInterface
  interface Batch {
    /** Adds the first {@code n} records; does not keep the arrays. */
    void add(Object[] keys, int[] hashes, Object[] values, int n);
  }

  /**
   * Feeds a table.
   *
   * @param table knows the hashes of its keys
   * @param batch adds records to it
   */
  TableFeed(KeyTable table, Batch batch) {
    this.table = table;
    this.batch = batch;
  }

  /**
   * Feeds values to accumulators.
   *
   * @param blame names the step of the table's aggregator
   */
  static TableFeed aggregating(AggregationTable table, Blame blame) {
    return new TableFeed(
        table,
        (keys, hashes, values, n) -> {
          try {
            table.add(keys, hashes, values, n);
          } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw blame.on(e);
          }
        });
  }

  @Override
  public void emit(Object key, Object value) {
    keys[size] = key;
    values[size] = value;
    if (++size == BATCH) {
      flush();
    }
  }

  /** Adds what is buffered; to be called behind the last record. */
  void flush() {
    int n = size;
    records += n;
    size = 0;
    for (int i = 0; i < n; i++) {
      hashes[i] = table.hash(keys[i]);
    }
    batch.add(keys, hashes, values, n);
    Arrays.fill(keys, 0, n, null);
    Arrays.fill(values, 0, n, null);
  }

  /** Records added so far. */
  long records() {
    return records;
  }
}
