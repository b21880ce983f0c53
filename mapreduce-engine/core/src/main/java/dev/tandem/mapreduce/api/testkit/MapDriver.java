package dev.tandem.mapreduce.api.testkit;

import dev.tandem.mapreduce.api.MapReduceJob;
import dev.tandem.mapreduce.api.Mapper;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Tests a mapper: a job of one map task, which reads the given records, and no reduce task. A null
 * key or value is output like any other here, as in such a job; before a reduce task the engine
 * refuses it, which {@link MapReduceDriver} shows.
 *
 * <pre>{@code
 * MapDriver.newMapDriver(Tokens::new)
 *     .withInput(0L, "a b")
 *     .withOutput("a", 1)
 *     .withOutput("b", 1)
 *     .runTest();
 * }</pre>
 *
 * @param <K1> keys of the input
 * @param <V1> values of the input
 * @param <K2> keys of the output
 * @param <V2> values of the output
 */
public final class MapDriver<K1, V1, K2, V2> extends TestDriver<MapDriver<K1, V1, K2, V2>, K2, V2> {
  private final Supplier<? extends Mapper<K1, V1, K2, V2>> mappers;

  private MapDriver(Supplier<? extends Mapper<K1, V1, K2, V2>> mappers) {
    this.mappers = Objects.requireNonNull(mappers, "mappers");
  }

  /**
   * A test of a mapper.
   *
   * @param mappers makes one, a fresh one at each call
   */
  public static <K1, V1, K2, V2> MapDriver<K1, V1, K2, V2> newMapDriver(
      Supplier<? extends Mapper<K1, V1, K2, V2>> mappers) {
    return new MapDriver<>(mappers);
  }

  /** Adds a record to the input. */
  public MapDriver<K1, V1, K2, V2> withInput(K1 key, V1 value) {
    addInput(key, value);
    return this;
  }

  @Override
  MapDriver<K1, V1, K2, V2> self() {
    return this;
  }

  @Override
  void define(MapReduceJob job, Way way) {
    job.setMapper(mappers);
    job.setNumReduceTasks(0);
  }
}
