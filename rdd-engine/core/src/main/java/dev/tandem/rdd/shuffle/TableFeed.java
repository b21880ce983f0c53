package dev.tandem.rdd.shuffle;

import java.util.Arrays;

/** Feeds a table of objects. */
final class TableFeed extends Feed {
  private final KeyTable table;
  private final Batch batch;
  private final Object[] keys = new Object[BATCH];
  private final Object[] values = new Object[BATCH];
  private final int[] hashes = new int[BATCH];
  private int size;

  /** What is done with many records at once. */
  @FunctionalInterface
  interface Batch {
    /** Adds the first {@code n} records, one or more; does not keep the arrays. */
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

  @Override
  public void emit(Object key, Object value) {
    keys[size] = key;
    values[size] = value;
    if (++size == BATCH) {
      flush();
    }
  }

  @Override
  int add() {
    int n = size;
    if (n == 0) {
      return 0;
    }
    size = 0;
    for (int i = 0; i < n; i++) {
      hashes[i] = table.hash(keys[i]);
    }
    table.readAhead(hashes, 0, n);
    batch.add(keys, hashes, values, n);
    Arrays.fill(keys, 0, n, null);
    Arrays.fill(values, 0, n, null);
    return n;
  }
}
