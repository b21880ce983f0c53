package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.TaskScope;
import java.util.List;
import java.util.function.Supplier;

/**
 * The shuffle of a round that was planned from a {@code Bag}: values are folded by an aggregator.
 *
 * @param step the name of the grouping, for errors
 * @param key the codec of the keys
 * @param values the codec of the values of each input
 * @param partitions how many there are
 * @param grouping placement and order; its partitioner is null for the hash of the key
 * @param combiner folds values on the map side; null where they travel as they are
 * @param combineStep the operation that the combiner belongs to, or null
 */
public record PlannedShuffle(
    String step,
    Codec<Object> key,
    List<Codec<Object>> values,
    int partitions,
    Grouping<?, ?> grouping,
    Closure<Aggregator<Object, Object, Object>> combiner,
    Operation combineStep)
    implements Shuffle {
  /** Copies the list. */
  public PlannedShuffle {
    values = List.copyOf(values);
  }

  /**
   * The shuffle of a planned round.
   *
   * @throws IllegalArgumentException if somebody wrote it by hand
   */
  public static PlannedShuffle of(Shuffle shuffle) {
    if (shuffle == null || shuffle instanceof PlannedShuffle) {
      return (PlannedShuffle) shuffle;
    }
    throw new IllegalArgumentException(shuffle.step() + " was not planned from a Bag");
  }

  @Override
  public KeyLayout layout() {
    return KeyLayout.of(key, grouping, values.size());
  }

  @Override
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

  @Override
  public boolean needsSample() {
    return grouping.by() instanceof RangePartitioner<?> range && !range.resolved();
  }

  @Override
  public boolean isSlow() {
    return SlowOrder.isSlow(grouping.keys()) || SlowOrder.isSlow(grouping.values());
  }

  /** The same shuffle with sampled bounds. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // of the same keys
  public PlannedShuffle withBounds(List<Object> bounds) {
    Grouping any = grouping;
    RangePartitioner range = (RangePartitioner) any.by();
    return new PlannedShuffle(
        step, key, values, partitions, any.by(range.withBounds(bounds)), combiner, combineStep);
  }

  @Override
  public boolean combines() {
    return combiner != null;
  }

  @Override
  public Placing placing() {
    return (recordKey, value) -> partition(recordKey);
  }

  @Override
  public Fold fold(int input, TaskScope scope) {
    if (combiner == null) {
      return Fold.none(values.get(input));
    }
    return Fold.of(combineStep.name(), combiner.open(scope), values.get(input));
  }

  @Override
  public Supplier<SpillWriter> spillWriters(TaskContext context, Fold fold, TaskScope scope) {
    boolean marked = !isSlow();
    return () -> new FoldingSpillWriter(fold == null ? fold(0, scope) : fold, layout(), marked);
  }
}
