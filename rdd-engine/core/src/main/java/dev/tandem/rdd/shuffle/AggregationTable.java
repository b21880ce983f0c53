package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;

/**
 * An accumulator for each key. The map side {@linkplain #feed feeds} values, the reduce side
 * {@linkplain #take merges} what map tasks have published. The first argument of a merge always is
 * an accumulator that this table created: what was published stays as it is.
 *
 * <p>There are three: {@link NumberTable} where keys are whole numbers and accumulators primitives,
 * {@link CellTable} where only the accumulators are, {@link ObjectTable} for all others.
 */
interface AggregationTable extends Slots, Intake {
  /**
   * The table for this kind of aggregator and key.
   *
   * @param codec of the keys
   * @param salt tells this table's home slots from those of the tables that feed it
   * @param claim the memory that it may take
   * @param spill called when it may not take more
   */
  static AggregationTable of(
      Aggregator<Object, Object, Object> aggregator,
      Codec<Object> codec,
      int salt,
      Claim claim,
      Spill spill) {
    Cell cell = Cell.of(aggregator);
    if (cell == null) {
      return new ObjectTable(aggregator, codec, claim, spill);
    }
    return NumberTable.keeps(codec)
        ? new NumberTable(cell, codec, salt, claim, spill)
        : new CellTable(cell, codec, claim, spill);
  }

  /**
   * Takes values and adds them to the accumulators of their keys.
   *
   * @param blame names the step of the aggregator
   */
  Feed feed(Blame blame);

  /** Merges published accumulators, each key once; the keys are identities. */
  @Override
  void take(Columns columns, int from, int to);

  /** The accumulator at a used slot, for finishing or encoding. */
  Object accumulatorAt(int slot);

  /** Keys and accumulators of some slots, as they are published. */
  Columns columns(int[] slots);

  /** Estimated bytes of heap of the entries without the free slots between them. */
  long compactBytes();

  /** Forgets everything and gives the memory back; the table can be filled again. */
  void clear();
}
