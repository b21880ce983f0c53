package dev.tandem.rdd.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.rdd.store.TaskResources;
import java.util.ArrayList;
import java.util.List;

/** Folds values by key before the shuffle: Spark's map-side combine. */
final class CombiningWriter extends ShuffleWriter {
  private final AggregationTable table;
  private final Feed feed;

  CombiningWriter(
      Shuffle shuffle,
      int map,
      TaskResources context,
      ShuffleStore shuffles,
      Grouping<Object, Object> grouping) {
    super(shuffle, context, shuffles, grouping);
    KeyGrouping asked = shuffle.grouping();
    this.table =
        AggregationTable.of(
            asked.openCombiner(context, -1 - map),
            form.keys(),
            2 * asked.operation().id(),
            claim,
            this::spill);
    this.feed = table.feed(new Blame(asked.combineStep().name()));
  }

  @Override
  public void emit(Object key, Object value) {
    feed.emit(key, value);
  }

  /** Entries sorted by partition: two passes over the table (a counting sort). */
  @Override
  List<Bucket> buckets() {
    int[] used = table.inOrder();
    int[] partitionOf = new int[used.length];
    int[] ends = new int[partitions + 1];
    for (int i = 0; i < used.length; i++) {
      partitionOf[i] = placement.of(table, used[i]);
      ends[partitionOf[i] + 1]++;
    }
    for (int p = 0; p < partitions; p++) {
      ends[p + 1] += ends[p];
    }
    int[] slots = new int[used.length];
    int[] next = ends.clone();
    for (int i = 0; i < used.length; i++) {
      slots[next[partitionOf[i]]++] = used[i];
    }
    Columns columns = table.columns(slots);
    List<Bucket> buckets = new ArrayList<>(partitions);
    for (int p = 0; p < partitions; p++) {
      buckets.add(new Bucket.OnHeap(columns, ends[p], ends[p + 1]));
    }
    return buckets;
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
