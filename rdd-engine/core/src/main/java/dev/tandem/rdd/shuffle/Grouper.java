package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.store.TaskResources;
import java.io.Closeable;
import java.io.IOException;

/**
 * Twin of Groups of the MapReduce engine: where records come sorted, a group is what stands
 * together; here it is gathered in a table first.
 *
 * <p>The reduce side of a grouping, for one partition: first takes in the records of all inputs,
 * then hands on the groups. What exceeds the task's memory goes to sorted runs on disk, and groups
 * are then read from their merge.
 *
 * <p>There are three: accumulators in a hash table ({@link AggregatingGrouper}), lists of values in
 * a hash table ({@link HashingGrouper}), and a sort where keys or values must come in order ({@link
 * SortingGrouper}). Where records only move, a {@link PassingGrouper} stands in for them.
 */
public interface Grouper extends Closeable {
  /**
   * The grouper that a partition of a grouping needs.
   *
   * @param out takes the records of what is not grouped, as they come in
   */
  static Grouper open(KeyGrouping grouping, int partition, TaskResources context, Collector out) {
    if (!grouping.grouped()) {
      return new PassingGrouper(out);
    }
    Grouping<Object, Object> own = grouping.openGrouping(context, partition);
    RunForm form = new RunForm(grouping, own);
    if (grouping.combines()) {
      return new AggregatingGrouper(grouping, partition, form, context);
    }
    return grouping.ordered()
        ? new SortingGrouper(form, context)
        : new HashingGrouper(form, context);
  }

  /** Takes in what map tasks have published of an input. */
  Intake intake(int input);

  /**
   * Takes in the records of an input that did not move.
   *
   * @param kept whether somebody else keeps these records in memory anyhow
   */
  Collector adder(int input, boolean kept);

  /**
   * Hands on every key once: with its accumulator, with an iterator over its values, or with a
   * {@link dev.tandem.contract.plan.CoGroup} where there are several inputs.
   *
   * @return the number of groups
   * @throws IOException if the storage fails
   */
  long finish(Collector out) throws IOException;

  /** Closes what is open. */
  @Override
  void close() throws IOException;
}
