package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.JoinType;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.util.Arrays;
import java.util.List;

/**
 * A bug of the job: a null, in one of the places where a function can make one. The step is called
 * {@code culprit}.
 */
public final class ReturnsNull implements Job {
  private static final long serialVersionUID = 1L;

  /** The places. */
  public static final List<String> PLACES =
      List.of(
          "map",
          "filter",
          "flatMap",
          "flatMap pushed",
          "mapToPair key",
          "mapToPair value",
          "keyBy",
          "mapValues",
          "flatMapValues",
          "group",
          "group values",
          "reduce",
          "aggregator",
          "join",
          "cogroup");

  private static final Param<String> PLACE =
      Param.choice("place", "map", "where the null is made", PLACES.toArray(String[]::new));

  @Override
  public String name() {
    return "returns-null";
  }

  @Override
  public String describe() {
    return "a function that returns null: refused, naming the step";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(PLACE);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    Bag<Long> numbers = p.read(Numbers.of(2, 5));
    KeyedBag<Long, Long> keyed = numbers.keyBy(n -> n % 2);
    made(args.get(PLACE), numbers, keyed).named("culprit").write(TextSink.to(args.output()));
  }

  private static Bag<?> made(String place, Bag<Long> numbers, KeyedBag<Long, Long> keyed) {
    return switch (place) {
      case "map" -> numbers.map(n -> n == 3 ? null : n);
      case "filter" -> numbers.filter(n -> null);
      case "flatMap" -> numbers.flatMap(n -> Arrays.asList(n, null));
      case "flatMap pushed" -> numbers.flatMap(Long.class, (n, out) -> out.emit(null));
      case "mapToPair key" ->
          numbers.mapToPair(Long.class, Long.class, (n, out) -> out.emit(null, n));
      case "mapToPair value" ->
          numbers.mapToPair(Long.class, Long.class, (n, out) -> out.emit(n, null));
      case "keyBy" -> numbers.keyBy(n -> (Long) null);
      case "mapValues" -> keyed.mapValues(n -> (Long) null);
      case "flatMapValues" -> keyed.flatMapValues(Long.class, (n, out) -> out.emit(null));
      case "group" -> keyed.groupByKey().flatMap(Long.class, (key, values, out) -> out.emit(null));
      case "group values" ->
          keyed.groupByKey().flatMapValues(Long.class, (key, values, out) -> out.emit(null));
      case "reduce" -> keyed.reduceByKey((a, b) -> null);
      case "aggregator" -> keyed.groupByKey().aggregate(new NullAtLast());
      case "join" ->
          keyed.join(keyed, JoinType.INNER, Long.class, (key, left, right, out) -> out.emit(null));
      case "cogroup" -> keyed.cogroup(keyed, Long.class, (key, left, right, out) -> out.emit(null));
      default -> throw new IllegalArgumentException(place);
    };
  }

  private record NullAtLast() implements LongAggregator<Long> {
    @Override
    public long zero() {
      return 0;
    }

    @Override
    public long step(long acc, Long value) {
      return acc + value;
    }

    @Override
    public long combine(long a, long b) {
      return a + b;
    }

    @Override
    public Long finish(long[] acc) {
      return null;
    }
  }
}
