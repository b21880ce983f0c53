package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StepFailure;
import java.util.List;

/**
 * What the map side and the reduce side of a round have to agree on: how keys and values are
 * written, which partition a key goes to, the order of records, and how values are folded on the
 * way.
 *
 * @param step the name of the grouping, for errors
 * @param key the codec of the keys
 * @param values the codec of the values of each input
 * @param partitions how many there are
 * @param grouping placement and order; its partitioner is null for the hash of the key
 * @param combiner folds values on the map side; null where they travel as they are
 * @param combineStep the operation that the combiner belongs to, or null
 */
public record Shuffle(
    String step,
    Codec<Object> key,
    List<Codec<Object>> values,
    int partitions,
    Grouping<?, ?> grouping,
    Closure<Aggregator<Object, Object, Object>> combiner,
    Operation combineStep) {
  /** Copies the list. */
  public Shuffle {
    values = List.copyOf(values);
  }

  /** The layout of the sort keys. */
  public KeyLayout layout() {
    return KeyLayout.of(key, grouping, values.size());
  }

  /** The comparison that takes the place of that of the sort keys' bytes, or null. For one task. */
  public RecordOrder slowOrder(KeyLayout layout) {
    return SlowOrder.of(step, layout, grouping, values);
  }

  /** The partitioner, or null for the hash of the key. */
  @SuppressWarnings("unchecked") // the plan checked that it belongs to these keys
  public Partitioner<Object> partitioner() {
    return (Partitioner<Object>) grouping.by();
  }

  /**
   * The partition that a key goes to.
   *
   * @throws StepFailure if the partitioner fails or names no partition
   */
  public int partition(Object recordKey) {
    Partitioner<Object> by = partitioner();
    if (by == null) {
      return Math.floorMod(key.hash(recordKey), partitions);
    }
    int partition;
    try {
      partition = by.partition(recordKey, partitions);
    } catch (RuntimeException e) {
      throw Fold.failed(step, e);
    }
    if (partition < 0 || partition >= partitions) {
      throw new StepFailure(
          step,
          "Illegal partition "
              + partition
              + " for key "
              + recordKey
              + "; it must be 0 to "
              + (partitions - 1),
          null);
    }
    return partition;
  }

  /** Whether keys must be sampled before anything can be placed. */
  public boolean needsSample() {
    return grouping.by() instanceof RangePartitioner<?> range && !range.resolved();
  }

  /** Whether comparing two records means decoding them. */
  public boolean isSlow() {
    return SlowOrder.isSlow(grouping.keys()) || SlowOrder.isSlow(grouping.values());
  }

  /** The same shuffle with sampled bounds. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // of the same keys
  public Shuffle withBounds(List<Object> bounds) {
    Grouping any = grouping;
    RangePartitioner range = (RangePartitioner) any.by();
    return new Shuffle(
        step, key, values, partitions, any.by(range.withBounds(bounds)), combiner, combineStep);
  }
}
