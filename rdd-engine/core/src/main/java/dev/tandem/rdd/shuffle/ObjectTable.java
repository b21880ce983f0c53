package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeEstimator;
import java.util.Arrays;

/** An accumulator object for each key. */
final class ObjectTable extends KeyTable implements AggregationTable {
  /** The golden ratio, as a fraction of 2^32. */
  private static final int GOLDEN = 0x9E3779B9;

  private final Aggregator<Object, Object, Object> aggregator;
  private final long empty;
  private final Object[] ahead = new Object[Feed.BATCH];
  private Object[] accumulators;

  /** Where in a batch the change is that is measured, as a fraction of 2^32. */
  private int turn;

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
    int chosen = choose(n);
    add(keys, hashes, values, 0, chosen);
    addMeasured(slot(identity(keys[chosen]), hashes[chosen]), values[chosen], n);
    add(keys, hashes, values, chosen + 1, n);
  }

  private void add(Object[] keys, int[] hashes, Object[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      int slot = slot(identity(keys[i]), hashes[i]);
      accumulators[slot] = aggregator.add(accumulators[slot], values[i]);
    }
  }

  /**
   * Chooses the one of some changes that is measured, and stands for all of them. Not the same one
   * each time: keys that come in turns would be one key. Steps of the golden ratio get everywhere
   * soon, and keep step with no turns (Knuth, "The Art of Computer Programming", 6.4).
   */
  private int choose(int changes) {
    turn += GOLDEN;
    return (int) (Integer.toUnsignedLong(turn) * changes >>> Integer.SIZE);
  }

  private void addMeasured(int slot, Object value, int changes) {
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
      merge(columns, start, end);
    }
  }

  private void merge(Columns columns, int from, int to) {
    Object[] keys = columns.keys();
    int[] hashes = columns.hashes();
    Object[] published = columns.objects();
    int chosen = from + choose(to - from);
    merge(keys, hashes, published, from, chosen);
    mergeMeasured(slot(keys[chosen], hashes[chosen]), published[chosen], to - from);
    merge(keys, hashes, published, chosen + 1, to);
  }

  private void merge(Object[] keys, int[] hashes, Object[] published, int from, int to) {
    for (int i = from; i < to; i++) {
      int slot = slot(keys[i], hashes[i]);
      accumulators[slot] = aggregator.merge(accumulators[slot], published[i]);
    }
  }

  private void mergeMeasured(int slot, Object accumulator, int changes) {
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
