package dev.tandem.mapreduce.api.testkit;

import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;
import dev.tandem.mapreduce.api.Partitioner;
import dev.tandem.mapreduce.api.Reducer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Tests a whole job: mapper, combiner, partitioner, comparators, reducer.
 *
 * <p>A combiner runs 0 to n times, and what comes out must not depend on it. With one a test
 * therefore runs the job three times: as it is, without the combiner, and with the input dealt out
 * to several map tasks, each of which combines. If the first answer is wrong, the message says
 * whether it is so without the combiner too. Counters are compared in the first run only.
 *
 * @param <K1> keys of the input
 * @param <V1> values of the input
 * @param <K2> keys of the map output
 * @param <V2> values of the map output
 * @param <K3> keys of the output
 * @param <V3> values of the output
 */
@SuppressWarnings("rawtypes") // the class of a generic one is raw, as in the job
public final class MapReduceDriver<K1, V1, K2, V2, K3, V3>
    extends TestDriver<MapReduceDriver<K1, V1, K2, V2, K3, V3>, K3, V3> {
  private final Supplier<? extends Mapper<K1, V1, K2, V2>> mappers;
  private final Supplier<? extends Reducer<K2, V2, K3, V3>> reducers;
  private Supplier<? extends Reducer<K2, V2, K2, V2>> combiners;

  private MapReduceDriver(
      Supplier<? extends Mapper<K1, V1, K2, V2>> mappers,
      Supplier<? extends Reducer<K2, V2, K3, V3>> reducers) {
    this.mappers = Objects.requireNonNull(mappers, "mappers");
    this.reducers = Objects.requireNonNull(reducers, "reducers");
  }

  /**
   * A test of a job.
   *
   * @param mappers makes a mapper, a fresh one at each call
   * @param reducers makes a reducer, a fresh one at each call
   */
  public static <K1, V1, K2, V2, K3, V3> MapReduceDriver<K1, V1, K2, V2, K3, V3> newMapReduceDriver(
      Supplier<? extends Mapper<K1, V1, K2, V2>> mappers,
      Supplier<? extends Reducer<K2, V2, K3, V3>> reducers) {
    return new MapReduceDriver<>(mappers, reducers);
  }

  /** Adds a record to the input. */
  public MapReduceDriver<K1, V1, K2, V2, K3, V3> withInput(K1 key, V1 value) {
    addInput(key, value);
    return this;
  }

  /**
   * The combiner.
   *
   * @param made makes one, a fresh one at each call
   */
  public MapReduceDriver<K1, V1, K2, V2, K3, V3> withCombiner(
      Supplier<? extends Reducer<K2, V2, K2, V2>> made) {
    combiners = Objects.requireNonNull(made, "combiners");
    return this;
  }

  /**
   * Several reduce tasks, whose records come one behind the other.
   *
   * @param type says which one gets a record
   */
  public MapReduceDriver<K1, V1, K2, V2, K3, V3> withPartitioner(
      Class<? extends Partitioner> type, int tasks) {
    set(job -> job.setPartitionerClass(type));
    set(job -> job.setNumReduceTasks(tasks));
    return this;
  }

  /** The order of the keys; their natural order unless set. */
  public MapReduceDriver<K1, V1, K2, V2, K3, V3> withKeyOrderComparator(
      Class<? extends Comparator> type) {
    set(job -> job.setSortComparatorClass(type));
    return this;
  }

  /** Which neighbours in that order are one group; the order itself unless set. */
  public MapReduceDriver<K1, V1, K2, V2, K3, V3> withKeyGroupingComparator(
      Class<? extends Comparator> type) {
    set(job -> job.setGroupingComparatorClass(type));
    return this;
  }

  @Override
  MapReduceDriver<K1, V1, K2, V2, K3, V3> self() {
    return this;
  }

  @Override
  List<Way> ways() {
    return combiners == null ? super.ways() : List.of(Way.values());
  }

  @Override
  void define(MapReduceJob job, Way way) {
    job.setMapper(mappers);
    job.setReducer(reducers);
    if (way != Way.UNCOMBINED) {
      job.setCombiner(combiners);
    }
  }
}
