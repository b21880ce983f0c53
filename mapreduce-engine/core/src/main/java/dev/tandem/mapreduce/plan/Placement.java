package dev.tandem.mapreduce.plan;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Operation.GroupByKey;
import dev.tandem.mapreduce.shuffle.KeyLayout;

/**
 * Twin of the RDD engine's {@code Partitioning}: the order counts here too, because what is joined
 * is merged.
 *
 * <p>Where the records of a keyed collection lie. Two collections whose placements are equal can be
 * joined partition by partition.
 *
 * @param by the partitioner; null for the hash of the key
 * @param partitions how many there are
 * @param key the codec of the keys
 * @param sorted whether each partition is sorted by the bytes of its keys
 */
public record Placement(Partitioner<?> by, int partitions, Codec<?> key, boolean sorted) {
  /** Where a grouping puts its groups. */
  static Placement of(GroupByKey group, int defaultPartitions) {
    Grouping<?, ?> grouping = group.grouping();
    int partitions = grouping.partitions() > 0 ? grouping.partitions() : defaultPartitions;
    Codec<?> key = group.shape().key();
    boolean sorted = grouping.keys() == null || KeyLayout.isOwnOrder(key, grouping.keys());
    return new Placement(grouping.by(), partitions, key, sorted);
  }

  /** Whether the place of a key is known: not before a range partitioner has its bounds. */
  boolean isFixed() {
    return !(by instanceof RangePartitioner<?> range) || range.resolved();
  }
}
