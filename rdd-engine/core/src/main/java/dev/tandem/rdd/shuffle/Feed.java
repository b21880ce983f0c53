package dev.tandem.rdd.shuffle;

import dev.tandem.contract.plan.Collector;

/**
 * Adds records to a table, {@value #BATCH} at a time. Each probe of a large table waits for memory;
 * in a short loop over many records the processor lets these waits overlap, which it cannot do
 * while the whole chain of steps runs between one probe and the next.
 */
abstract class Feed implements Collector {
  static final int BATCH = 64;

  private long records;

  /** Adds what is buffered. */
  abstract int add();

  /** Adds what is buffered; to be called behind the last record. */
  final void flush() {
    records += add();
  }

  /** Records added so far. */
  final long records() {
    return records;
  }
}
