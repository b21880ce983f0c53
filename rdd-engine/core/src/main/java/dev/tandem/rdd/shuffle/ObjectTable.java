package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeEstimator;
import java.util.Arrays;

/** An accumulator object for each key. */
final class ObjectTable extends KeyTable implements AggregationTable {
  private final Aggregator<Object, Object, Object> aggregator;
  private final long empty;
  private final Object[] ahead = new Object[Feed.BATCH];
  private Object[] accumulators;

  ObjectTable(
      Aggregator<Object, Object, Object> aggregator,
      Codec<Object> codec,
      Claim claim,
      Spill spill) {
    super(codec, claim, spill);
    this.aggregator = aggregator;
    this.empty = SizeEstimator.estimate(aggregator.create());
    start();
  }

  @Override
  public Feed feed(Blame blame) {
    return new TableFeed(this, blame.guard(this::add));
  }

  private void add(Object[] keys, int[] hashes, Object[] values, int n) {
    addFirst(slot(identity(keys[0]), hashes[0]), values[0], n);
    for (int i = 1; i < n; i++) {
      int slot = slot(identity(keys[i]), hashes[i]);
      accumulators[slot] = aggregator.add(accumulators[slot], values[i]);
    }
  }

  /** The first of some changes is measured, and stands for all of them. */
  private void addFirst(int slot, Object value, int changes) {
    Object before = accumulators[slot];
    long bytes = SizeEstimator.estimate(before);
    accumulators[slot] = aggregator.add(before, value);
    measured(bytes, slot, value, changes);
  }

  @Override
  public void take(Columns columns, int from, int to) {
    expect(columns.hashes(), from, to);
    for (int start = from; start < to; start += Feed.BATCH) {
      int end = Math.min(to, start + Feed.BATCH);
      readAhead(columns.hashes(), start, end);
      merge(columns.keys(), columns.hashes(), columns.objects(), start, end);
    }
  }

  private void merge(Object[] keys, int[] hashes, Object[] published, int from, int to) {
    mergeFirst(slot(keys[from], hashes[from]), published[from], to - from);
    for (int i = from + 1; i < to; i++) {
      int slot = slot(keys[i], hashes[i]);
      accumulators[slot] = aggregator.merge(accumulators[slot], published[i]);
    }
  }

  private void mergeFirst(int slot, Object accumulator, int changes) {
    Object before = accumulators[slot];
    long bytes = SizeEstimator.estimate(before);
    accumulators[slot] = aggregator.merge(before, accumulator);
    measured(bytes, slot, accumulator, changes);
  }

  /**
   * An accumulator can hardly grow by more than what was put into it: bounds what an estimate may
   * be wrong by.
   */
  private void measured(long before, int slot, Object input, int changes) {
    long growth = SizeEstimator.estimate(accumulators[slot]) - before;
    if (growth > 0) {
      grewBy(changes * Math.min(growth, SizeEstimator.estimate(input) + 16));
    }
  }

  @Override
  public Object accumulatorAt(int slot) {
    return accumulators[slot];
  }

  @Override
  public Columns columns(int[] slots) {
    Object[] column = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      column[i] = accumulators[slots[i]];
    }
    return Columns.of(identities(slots), hashes(slots), column, false);
  }

  @Override
  void resizeValues(int slots) {
    accumulators = slots == 0 ? new Object[0] : Arrays.copyOf(accumulators, slots);
  }

  @Override
  int bytesPerSlot() {
    return 4 + (int) Math.min(empty, 1 << 10);
  }

  @Override
  long lookAt(int[] slots, int n) {
    for (int i = 0; i < n; i++) {
      ahead[i] = accumulators[slots[i]];
    }
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += ahead[i] instanceof long[] numbers ? numbers.length : 1;
    }
    return sum;
  }

  @Override
  void added(int slot) {
    accumulators[slot] = aggregator.create();
  }
}
