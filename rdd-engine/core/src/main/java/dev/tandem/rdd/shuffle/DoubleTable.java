package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.DoubleAggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;

/** One double for each key: no boxes, no accumulator objects. */
final class DoubleTable extends AggregationTable {
  private final DoubleAggregator<Object> aggregator;
  private double[] doubles;

  DoubleTable(
      DoubleAggregator<Object> aggregator,
      Codec<Object> codec,
      int salt,
      Claim claim,
      Spill spill) {
    super(codec, salt, claim, spill);
    this.aggregator = aggregator;
    start();
  }

  @Override
  void add(Object[] keys, int[] hashes, Object[] values, int n) {
    for (int i = 0; i < n; i++) {
      int slot = slot(identity(keys[i]), hashes[i]);
      doubles[slot] = aggregator.step(doubles[slot], values[i]);
    }
  }

  @Override
  public void take(Columns columns, int from, int to) {
    Object[] keys = columns.keys();
    int[] hashes = columns.hashes();
    double[] published = (double[]) columns.values();
    for (int i = from; i < to; i++) {
      int slot = slot(keys[i], hashes[i]);
      doubles[slot] = aggregator.combine(doubles[slot], published[i]);
    }
  }

  @Override
  void merge(Object identity, int hash, Object accumulator) {
    int slot = slot(identity, hash);
    doubles[slot] = aggregator.combine(doubles[slot], ((double[]) accumulator)[0]);
  }

  @Override
  Object accumulatorAt(int slot) {
    return new double[] {doubles[slot]};
  }

  @Override
  double[] gather(int[] slots) {
    double[] column = new double[slots.length];
    for (int i = 0; i < slots.length; i++) {
      column[i] = doubles[slots[i]];
    }
    return column;
  }

  @Override
  void allocateValues(int slots) {
    doubles = new double[slots];
  }

  @Override
  Object values() {
    return doubles;
  }

  @Override
  void move(Object old, int from, int to) {
    doubles[to] = ((double[]) old)[from];
  }

  @Override
  int bytesPerSlot() {
    return Double.BYTES;
  }

  @Override
  void added(int slot) {
    doubles[slot] = aggregator.zero();
  }

  @Override
  void clearValues() {
    // a slot is set when a key is added
  }
}
