package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.DoubleAggregator;
import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;

/**
 * An accumulator for each key. The map side {@linkplain #add adds} values, the reduce side
 * {@linkplain #take merges} what map tasks have published. The first argument of a merge always is
 * an accumulator that this table created: what was published stays as it is.
 */
abstract class AggregationTable extends KeyTable implements Intake {
  AggregationTable(Codec<Object> codec, int salt, Claim claim, Spill spill) {
    super(codec, salt, claim, spill);
  }

  /** The table for this kind of aggregator: with a primitive slot per key where that will do. */
  @SuppressWarnings("unchecked") // the plan carries aggregators without their types
  static AggregationTable of(
      Aggregator<Object, Object, Object> aggregator,
      Codec<Object> codec,
      int salt,
      Claim claim,
      Spill spill) {
    Object kind = aggregator;
    if (kind instanceof LongAggregator<?> longs) {
      return new LongTable((LongAggregator<Object>) longs, codec, salt, claim, spill);
    }
    if (kind instanceof DoubleAggregator<?> doubles) {
      return new DoubleTable((DoubleAggregator<Object>) doubles, codec, salt, claim, spill);
    }
    return new ObjectTable(aggregator, codec, salt, claim, spill);
  }

  /** Adds the first {@code n} values to the accumulators of their keys. */
  abstract void add(Object[] keys, int[] hashes, Object[] values, int n);

  /** Merges published accumulators; the keys are identities. */
  @Override
  public abstract void take(Columns columns, int from, int to);

  /** The accumulator at a slot, for finishing or encoding. */
  abstract Object accumulatorAt(int slot);

  /** Merges one published accumulator into that of its key. */
  abstract void merge(Object identity, int hash, Object accumulator);

  /** The accumulators at the given slots, as a column. */
  abstract Object gather(int[] slots);
}
