package dev.tandem.mapreduce.api.testkit;

import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Reducer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Tests a reducer or a combiner: a job of one reduce task. Groups come in the order of their keys,
 * whatever the order in which they are given, and those of equal keys are one; values stay in the
 * order in which they are given.
 *
 * <pre>{@code
 * ReduceDriver.newReduceDriver(Sums::new)
 *     .withInput("a", List.of(1, 2))
 *     .withOutput("a", 3)
 *     .runTest();
 * }</pre>
 *
 * @param <K1> keys of the input
 * @param <V1> values of the input
 * @param <K2> keys of the output
 * @param <V2> values of the output
 */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in the job
public final class ReduceDriver<K1, V1, K2, V2>
    extends TestDriver<ReduceDriver<K1, V1, K2, V2>, K2, V2> {
  private final Supplier<? extends Reducer<K1, V1, K2, V2>> reducers;

  private ReduceDriver(Supplier<? extends Reducer<K1, V1, K2, V2>> reducers) {
    this.reducers = Objects.requireNonNull(reducers, "reducers");
  }

  /**
   * A test of a reducer.
   *
   * @param reducers makes one, a fresh one at each call
   */
  public static <K1, V1, K2, V2> ReduceDriver<K1, V1, K2, V2> newReduceDriver(
      Supplier<? extends Reducer<K1, V1, K2, V2>> reducers) {
    return new ReduceDriver<>(reducers);
  }

  /**
   * Adds values of a key to the input.
   *
   * @throws IllegalArgumentException if there are none: no group is without values
   */
  public ReduceDriver<K1, V1, K2, V2> withInput(K1 key, List<? extends V1> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the group of " + key + " needs a value at least");
    }
    values.forEach(value -> addInput(key, value));
    return this;
  }

  /** The order of the keys; their natural order unless set. */
  public ReduceDriver<K1, V1, K2, V2> withKeyOrderComparator(Class<? extends Comparator> type) {
    set(job -> job.setSortComparatorClass(type));
    return this;
  }

  /** Which neighbours in that order are one group; the order itself unless set. */
  public ReduceDriver<K1, V1, K2, V2> withKeyGroupingComparator(Class<? extends Comparator> type) {
    set(job -> job.setGroupingComparatorClass(type));
    return this;
  }

  @Override
  ReduceDriver<K1, V1, K2, V2> self() {
    return this;
  }

  @Override
  void define(MapReduceJob job, Way way) {
    job.setMapper(Mapper<K1, V1, K1, V1>::new);
    job.setReducer(reducers);
  }
}
