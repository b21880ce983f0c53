package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.store.TaskResources;
import java.io.IOException;

/** One accumulator for each key. */
final class AggregatingGrouper implements Grouper {
  private final RunForm form;
  private final AggregationTable table;
  private final Aggregator<Object, Object, Object> aggregator;
  private final SortedRuns runs;
  private final Blame blame;
  private final Feed feed;

  AggregatingGrouper(KeyGrouping grouping, int partition, RunForm form, TaskResources context) {
    int salt = 2 * grouping.operation().id() + 1;
    this.form = form;
    this.aggregator = grouping.openCombiner(context, partition);
    this.table =
        AggregationTable.of(aggregator, grouping.keys(), salt, context.claim(), this::spill);
    this.runs = new SortedRuns(context, form);
    this.blame = new Blame(grouping.combineStep().name());
    this.feed = table.feed(blame);
  }

  @Override
  public Intake intake(int input) {
    return (columns, from, to) -> {
      try {
        table.take(columns, from, to);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        throw blame.on(e);
      }
    };
  }

  /** Values that did not move have not been combined either. */
  @Override
  public Collector adder(int input, boolean kept) {
    return feed;
  }

  private void spill() {
    runs.add(this::writeTo);
    table.clear();
  }

  private void writeTo(RunWriter run) throws IOException {
    for (int slot : SlotOrder.of(table, form)) {
      form.write(run, table.identityAt(slot), table.hashAt(slot), 0, table.accumulatorAt(slot));
    }
  }

  @Override
  public long finish(Collector out) throws IOException {
    feed.flush();
    if (!runs.isEmpty()) {
      spill();
      return emitMerged(out);
    }
    int[] slots = form.keyOrder() == null ? table.inOrder() : SlotOrder.of(table, form);
    for (int slot : slots) {
      out.emit(table.keyAt(slot), table.accumulatorAt(slot));
    }
    return table.size();
  }

  private long emitMerged(Collector out) throws IOException {
    RunMerge merge = runs.merge();
    long groups = 0;
    while (merge.head() != null) {
      byte[] group = merge.head().group();
      Object key = merge.head().key();
      out.emit(key, merged(merge, group));
      groups++;
    }
    return groups;
  }

  private Object merged(RunMerge merge, byte[] group) {
    try {
      Object accumulator = aggregator.create();
      while (merge.head() != null && merge.head().isOf(group)) {
        accumulator = aggregator.merge(accumulator, merge.head().readValue());
        merge.advance();
      }
      return accumulator;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw blame.on(e);
    }
  }

  @Override
  public void close() throws IOException {
    table.clear();
    runs.close();
  }
}
