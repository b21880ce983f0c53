package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeEstimator;

/** An accumulator object for each key. */
final class ObjectTable extends AggregationTable {
  /** One in so many changes of an accumulator is measured, and stands for all of them. */
  private static final int STRIDE = 32;

  private final Aggregator<Object, Object, Object> aggregator;
  private final long empty;
  private Object[] accumulators;
  private int untilMeasured = 1;

  ObjectTable(
      Aggregator<Object, Object, Object> aggregator,
      Codec<Object> codec,
      int salt,
      Claim claim,
      Spill spill) {
    super(codec, salt, claim, spill);
    this.aggregator = aggregator;
    this.empty = SizeEstimator.estimate(aggregator.create());
    start();
  }

  @Override
  void add(Object[] keys, int[] hashes, Object[] values, int n) {
    for (int i = 0; i < n; i++) {
      add(slot(identity(keys[i]), hashes[i]), values[i]);
    }
  }

  private void add(int slot, Object value) {
    Object before = accumulators[slot];
    if (--untilMeasured > 0) {
      accumulators[slot] = aggregator.add(before, value);
      return;
    }
    long bytes = SizeEstimator.estimate(before);
    accumulators[slot] = aggregator.add(before, value);
    measured(bytes, slot, value);
  }

  @Override
  public void take(Columns columns, int from, int to) {
    Object[] published = columns.objects();
    for (int i = from; i < to; i++) {
      merge(columns.keys()[i], columns.hashes()[i], published[i]);
    }
  }

  @Override
  void merge(Object identity, int hash, Object accumulator) {
    int slot = slot(identity, hash);
    Object before = accumulators[slot];
    if (--untilMeasured > 0) {
      accumulators[slot] = aggregator.merge(before, accumulator);
      return;
    }
    long bytes = SizeEstimator.estimate(before);
    accumulators[slot] = aggregator.merge(before, accumulator);
    measured(bytes, slot, accumulator);
  }

  /**
   * An accumulator can hardly grow by more than what was put into it: bounds what an estimate may
   * be wrong by.
   */
  private void measured(long before, int slot, Object input) {
    untilMeasured = STRIDE;
    long growth = SizeEstimator.estimate(accumulators[slot]) - before;
    if (growth > 0) {
      grewBy(STRIDE * Math.min(growth, SizeEstimator.estimate(input) + 16));
    }
  }

  @Override
  Object accumulatorAt(int slot) {
    return accumulators[slot];
  }

  @Override
  Object[] gather(int[] slots) {
    Object[] column = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      column[i] = accumulators[slots[i]];
    }
    return column;
  }

  @Override
  void allocateValues(int slots) {
    accumulators = new Object[slots];
  }

  @Override
  Object values() {
    return accumulators;
  }

  @Override
  void move(Object old, int from, int to) {
    accumulators[to] = ((Object[]) old)[from];
  }

  @Override
  int bytesPerSlot() {
    return 4 + (int) Math.min(empty, 1 << 10) / 2;
  }

  @Override
  void added(int slot) {
    accumulators[slot] = aggregator.create();
  }

  @Override
  void clearValues() {
    java.util.Arrays.fill(accumulators, null);
  }
}
