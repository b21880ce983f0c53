package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import java.io.Serializable;
import java.util.List;

/** The verbs that plain and keyed bags share; a keyed bag is seen as a bag of pairs. */
abstract class AbstractBag<T> implements Bag<T> {
  final FlowPipeline pipeline;
  final Operation operation;

  AbstractBag(FlowPipeline pipeline, Operation operation) {
    this.pipeline = pipeline;
    this.operation = operation;
  }

  /** The codec of the records of this bag: of pairs if it is keyed. */
  abstract Codec<T> codec();

  /** A step that sees the records of this bag: pairs if it is keyed. */
  abstract DoFn onRecords(DoFn step);

  /** This bag as a plain one. */
  abstract Operation plain();

  final <R> Bag<R> step(String verb, DoFn fn, Codec<R> result) {
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo(verb, operation, onRecords(fn), false, new Shape(null, result)));
  }

  final <K, V> KeyBag<K, V> keyedStep(String verb, DoFn fn, Codec<K> key, Codec<V> value) {
    return new KeyBag<>(
        pipeline,
        pipeline.parallelDo(
            verb, operation, onRecords(fn), false, new Shape(Types.asKey(key), value)));
  }

  @Override
  public final void release() {
    pipeline.release(operation);
  }

  @Override
  public final <R> Bag<R> map(Fn<? super T, ? extends R> f) {
    return step("map", new Steps.Map<>(f), Types.<R>returnedBy(f));
  }

  @Override
  @SuppressWarnings("unchecked")
  public final <R> Bag<R> flatMap(Fn<? super T, ? extends Iterable<R>> f) {
    return step(
        "flatMap",
        new Steps.FlatMapIterable<>((Fn<T, Iterable<R>>) f),
        (Codec<R>) Codecs.dynamic());
  }

  @Override
  public final <R> Bag<R> flatMap(Class<R> type, FlatFn<? super T, R> f) {
    return step("flatMap", new Steps.FlatMap<>(f), Codecs.of(type));
  }

  @Override
  public final <K, V> KeyedBag<K, V> mapToPair(
      Class<K> key, Class<V> value, PairFn<? super T, K, V> f) {
    return mapToPair(Codecs.of(key), Codecs.of(value), f);
  }

  @Override
  public final <K, V> KeyedBag<K, V> mapToPair(
      Codec<K> key, Codec<V> value, PairFn<? super T, K, V> f) {
    return keyedStep("mapToPair", new Steps.MapToPair<>(f), key, value);
  }

  @Override
  public final <K> KeyedBag<K, T> keyBy(Fn<? super T, ? extends K> f) {
    return keyedStep("keyBy", new Steps.KeyBy<>(f), Types.<K>returnedBy((Serializable) f), codec());
  }

  @Override
  public final <K> GroupedBag<K, T> groupBy(Fn<? super T, ? extends K> f) {
    KeyedBag<K, T> keyed = keyBy(f);
    return keyed.groupByKey();
  }

  @Override
  public Bag<T> union(Bag<T> other) {
    Operation left = plain();
    Operation right = ((AbstractBag<T>) other).plain();
    if (!left.shape().equals(right.shape())) {
      left = pipeline.reshape(left, new Shape(null, Codecs.dynamic()));
      right = pipeline.reshape(right, new Shape(null, Codecs.dynamic()));
    }
    return new PlainBag<>(pipeline, pipeline.flatten(left, right));
  }

  /** The records as keys with nothing under them. */
  final KeyBag<T, Unit> asKeys() {
    return keyedStep("asKey", new Steps.AsKey(), codec(), Codecs.of(Unit.class));
  }

  @Override
  public final Bag<T> distinct() {
    Operation group = pipeline.group("distinct", List.of(asKeys().operation), Grouping.any());
    Operation one = pipeline.combine("distinct", group, new First(), Codecs.LONG);
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo("distinct", one, new Steps.Keys(), false, new Shape(null, codec())));
  }

  /** Nothing, however often. */
  private record First() implements LongAggregator<Unit> {
    @Override
    public long zero() {
      return 0;
    }

    @Override
    public long step(long acc, Unit value) {
      return acc;
    }

    @Override
    public long combine(long a, long b) {
      return a;
    }
  }

  @Override
  public final Bag<T> intersection(Bag<T> other) {
    Operation both = asKeys().cogroupWith("intersection", ((AbstractBag<T>) other).asKeys());
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo(
            "intersection", both, new Steps.InBoth(), false, new Shape(null, codec())));
  }

  @Override
  public final Bag<T> subtract(Bag<T> other) {
    return asKeys().subtractByKey(((AbstractBag<T>) other).asKeys()).keys();
  }

  @Override
  public final Bag<T> sort(Order<? super T> order) {
    Operation group = pipeline.group("sort", List.of(asKeys().operation), Grouping.sorted(order));
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo("sort", group, new Steps.RepeatKey(), false, new Shape(null, codec())));
  }

  @Override
  public final <A, R> Bag<R> aggregate(Aggregator<? super T, A, R> all) {
    Shape shape = new Shape(Codecs.of(Unit.class), Codecs.dynamic());
    Operation records =
        pipeline.parallelDo("toOneKey", plain(), new Steps.KeyBy<>(x -> Unit.UNIT), false, shape);
    PlainBag<Object> seed =
        (PlainBag<Object>)
            pipeline.<Object>of(Codecs.dynamic(), List.of(Seed.NO_VALUE), 1).named("no value");
    Operation seeded =
        pipeline.parallelDo(
            "toOneKey", seed.operation, new Steps.KeyBy<>(x -> Unit.UNIT), false, shape);
    Operation group =
        pipeline.group(
            "aggregate", List.of(pipeline.flatten(records, seeded)), Grouping.any().into(1));
    Codec<R> result = all.resultCodec();
    Operation one = pipeline.combine("aggregate", group, Seeded.skipping(all), result);
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo("aggregate", one, new Steps.Values(), false, new Shape(null, result)));
  }

  @Override
  public final List<T> collect() {
    return pipeline.act("collect", operation, DriverResult.collect(codec())).records();
  }

  @Override
  public final List<T> take(int n) {
    return n == 0
        ? List.of()
        : pipeline.act("take", operation, DriverResult.take(n, codec())).records();
  }

  @Override
  public final long count() {
    return pipeline.act("count", operation, DriverResult.count(codec())).count();
  }

  @Override
  public final void write(Sink<? super T> sink) {
    pipeline.write(operation, sink);
  }
}
