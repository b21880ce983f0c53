package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.KeyGrouping;
import dev.tandem.rdd.lineage.ShuffleDependency;
import java.util.ArrayList;
import java.util.List;

/** Folds values by key before the shuffle: Spark's map-side combine. */
final class CombiningWriter extends ShuffleWriter {
  private final AggregationTable table;
  private final TableFeed feed;

  CombiningWriter(
      ShuffleDependency shuffle,
      int map,
      ComputeContext context,
      Grouping<Object, Object> grouping) {
    super(shuffle, context, grouping);
    KeyGrouping asked = shuffle.grouping();
    this.table =
        AggregationTable.of(
            asked.openCombiner(context, -1 - map),
            form.keys(),
            2 * asked.operation().id(),
            claim,
            this::spill);
    this.feed = TableFeed.aggregating(table, new Blame(asked.combineStep().name()));
  }

  @Override
  public void emit(Object key, Object value) {
    feed.emit(key, value);
  }

  /** Entries sorted by partition: two passes over the table (a counting sort). */
  @Override
  List<Bucket> buckets() {
    int[] partitionOf = new int[table.capacity()];
    int[] ends = new int[partitions + 1];
    for (int slot = 0; slot < partitionOf.length; slot++) {
      if (table.identityAt(slot) != null) {
        partitionOf[slot] = placement.of(table.keyAt(slot), table.hashAt(slot));
        ends[partitionOf[slot] + 1]++;
      }
    }
    for (int p = 0; p < partitions; p++) {
      ends[p + 1] += ends[p];
    }
    int[] slots = new int[table.size()];
    int[] next = ends.clone();
    for (int slot = 0; slot < partitionOf.length; slot++) {
      if (table.identityAt(slot) != null) {
        slots[next[partitionOf[slot]]++] = slot;
      }
    }
    Columns columns = columns(slots);
    List<Bucket> buckets = new ArrayList<>(partitions);
    for (int p = 0; p < partitions; p++) {
      buckets.add(new Bucket.OnHeap(columns, ends[p], ends[p + 1]));
    }
    return buckets;
  }

  private Columns columns(int[] slots) {
    Object[] keys = new Object[slots.length];
    int[] hashes = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      keys[i] = table.identityAt(slots[i]);
      hashes[i] = table.hashAt(slots[i]);
    }
    return new Columns(keys, hashes, table.gather(slots), false);
  }

  @Override
  long heapBytes() {
    return table.compactBytes();
  }

  @Override
  void clear() {
    table.clear();
  }

  @Override
  void flush() {
    feed.flush();
  }

  @Override
  void count() {
    context.count(Measure.MAP_OUTPUT_RECORDS, feed.records());
    context.count(Measure.COMBINE_INPUT_RECORDS, feed.records());
    context.count(Measure.COMBINE_OUTPUT_RECORDS, published());
  }
}
