package dev.tandem.rdd.shuffle;

import dev.tandem.contract.plan.Collector;
import java.util.Arrays;

/**
 * Adds records to a table, {@value #BATCH} at a time. Each probe of a large table waits for memory; in a short loop over many records the
 * processor lets these waits overlap, which it cannot do while the whole chain of steps runs between one probe and the next.
 */
final class TableFeed implements Collector {
  private static final int BATCH = 64;

  private final AggregationTable table;
  private final Blame blame;
  private final Object[] keys = new Object[BATCH];
  private final Object[] values = new Object[BATCH];
  private final int[] hashes = new int[BATCH];
  private int size;
  private long records;

  /** @param blame names the step of the table's aggregator */
  TableFeed(AggregationTable table, Blame blame) {
    this.table = table;
    this.blame = blame;
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
    try {
      table.add(keys, hashes, values, n);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw blame.on(e);
    }
    Arrays.fill(keys, 0, n, null);
    Arrays.fill(values, 0, n, null);
  }

  /** Records added so far. */
  long records() {
    return records;
  }
}
