package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import java.util.List;
import java.util.function.Supplier;

/**
 * Twin of the RDD engine's {@code KeyGrouping}: says how records are encoded too, for no object
 * passes this shuffle.
 *
 * <p>What the map side and the reduce side of a round have to agree on: how keys and values are
 * written, which partition a record goes to, the order of records, and how values are combined on
 * the way. A round that was planned folds values with aggregators ({@link PlannedShuffle}); one
 * that somebody wrote by hand has Hadoop's partitioner, comparators and combiner ({@link
 * NativeShuffle}).
 */
public interface Shuffle {
  /** The name of the grouping, for errors. */
  String step();

  /** The codec of the keys. */
  Codec<Object> key();

  /** The codec of the values of each input. */
  List<Codec<Object>> values();

  /** How many partitions there are. */
  int partitions();

  /** The layout of the sort keys. */
  KeyLayout layout();

  /** The comparison that takes the place of that of the sort keys' bytes, or null. For one task. */
  RecordOrder slowOrder(KeyLayout layout);

  /** Whether comparing two records means decoding them. */
  boolean isSlow();

  /** Whether there is a combiner. */
  boolean combines();

  /** The operation under which the combiner counts; null where nothing is combined. */
  Operation combineStep();

  /** Whether keys must be sampled before anything can be placed. */
  default boolean needsSample() {
    return false;
  }

  /** Says where records go. For one map task. */
  Placing placing();

  /**
   * How a map task writes values.
   *
   * @param input which input of the grouping it maps
   * @param scope binds the handles that the combiner captured
   */
  Fold fold(int input, TaskScope scope);

  /**
   * What writes sorted records to runs, combined where there is a combiner: each one for one thread
   * of an attempt, all with what the attempt's combiners share.
   *
   * @param context the attempt
   * @param fold what {@link #fold} has made for the same thread of a map task; null in a reduce
   *     task
   * @param scope binds the handles that the combiner captured
   */
  Supplier<SpillWriter> spillWriters(TaskContext context, Fold fold, TaskScope scope);

  /** Places the records of one map task. */
  @FunctionalInterface
  interface Placing {
    /**
     * The partition of a record, from 0.
     *
     * @throws dev.tandem.contract.plan.StepFailure if the partitioner fails or names no partition
     */
    int partition(Object key, Object value);
  }
}
