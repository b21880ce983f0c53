package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;

/** One long for each key: no boxes, no accumulator objects. */
final class LongTable extends AggregationTable {
  private final LongAggregator<Object> aggregator;
  private long[] longs;

  LongTable(
      LongAggregator<Object> aggregator, Codec<Object> codec, int salt, Claim claim, Spill spill) {
    super(codec, salt, claim, spill);
    this.aggregator = aggregator;
    start();
  }

  @Override
  void add(Object[] keys, int[] hashes, Object[] values, int n) {
    for (int i = 0; i < n; i++) {
      int slot = slot(identity(keys[i]), hashes[i]);
      longs[slot] = aggregator.step(longs[slot], values[i]);
    }
  }

  @Override
  public void take(Columns columns, int from, int to) {
    Object[] keys = columns.keys();
    int[] hashes = columns.hashes();
    long[] published = (long[]) columns.values();
    for (int i = from; i < to; i++) {
      int slot = slot(keys[i], hashes[i]);
      longs[slot] = aggregator.combine(longs[slot], published[i]);
    }
  }

  @Override
  void merge(Object identity, int hash, Object accumulator) {
    int slot = slot(identity, hash);
    longs[slot] = aggregator.combine(longs[slot], ((long[]) accumulator)[0]);
  }

  @Override
  Object accumulatorAt(int slot) {
    return new long[] {longs[slot]};
  }

  @Override
  long[] gather(int[] slots) {
    long[] column = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      column[i] = longs[slots[i]];
    }
    return column;
  }

  @Override
  void allocateValues(int slots) {
    longs = new long[slots];
  }

  @Override
  Object values() {
    return longs;
  }

  @Override
  void move(Object old, int from, int to) {
    longs[to] = ((long[]) old)[from];
  }

  @Override
  int bytesPerSlot() {
    return Long.BYTES;
  }

  @Override
  void added(int slot) {
    longs[slot] = aggregator.zero();
  }

  @Override
  void clearValues() {
    // a slot is set when a key is added
  }
}
