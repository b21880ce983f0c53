package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import java.io.Serializable;
import java.util.List;

/** A bag of key-value pairs. */
final class KeyBag<K, V> extends AbstractBag<Pair<K, V>> implements KeyedBag<K, V> {
  KeyBag(FlowPipeline pipeline, Operation operation) {
    super(pipeline, operation);
  }

  @SuppressWarnings("unchecked")
  private Codec<K> keyCodec() {
    return (Codec<K>) operation.shape().key();
  }

  @SuppressWarnings("unchecked")
  private Codec<V> valueCodec() {
    return (Codec<V>) operation.shape().value();
  }

  @Override
  Codec<Pair<K, V>> codec() {
    return Codecs.pair(keyCodec(), valueCodec());
  }

  @Override
  DoFn onRecords(DoFn step) {
    return new Steps.OnPairs(step);
  }

  @Override
  Operation plain() {
    return pipeline.parallelDo(
        "asPair", operation, new Steps.AsPair(), false, new Shape(null, codec()));
  }

  /** A step that sees key and value and leaves the key alone. */
  private <R> KeyBag<K, R> valueStep(String verb, DoFn fn, Codec<R> value) {
    return new KeyBag<>(
        pipeline, pipeline.parallelDo(verb, operation, fn, true, new Shape(keyCodec(), value)));
  }

  @Override
  public KeyedBag<K, V> named(String name) {
    return new KeyBag<>(pipeline, pipeline.rename(operation, name));
  }

  @Override
  public Bag<Pair<K, V>> as(Codec<Pair<K, V>> codec) {
    return new PlainBag<Pair<K, V>>(pipeline, plain()).as(codec);
  }

  @Override
  public KeyedBag<K, V> as(Codec<K> key, Codec<V> value) {
    return new KeyBag<>(pipeline, pipeline.reshape(operation, new Shape(Types.asKey(key), value)));
  }

  @Override
  public KeyedBag<K, V> reuse() {
    pipeline.reuse(operation);
    return this;
  }

  @Override
  public KeyedBag<K, V> filter(Fn<? super Pair<K, V>, Boolean> f) {
    return valueStep("filter", new Steps.FilterPairs<K, V>(f::apply), valueCodec());
  }

  @Override
  public KeyedBag<K, V> union(KeyedBag<K, V> other) {
    Operation left = operation;
    Operation right = ((KeyBag<K, V>) other).operation;
    if (!left.shape().equals(right.shape())) {
      Shape shape = new Shape(commonKey(left, right), commonValue(left, right));
      left = pipeline.reshape(left, shape);
      right = pipeline.reshape(right, shape);
    }
    return new KeyBag<>(pipeline, pipeline.flatten(left, right));
  }

  private static Codec<?> commonKey(Operation left, Operation right) {
    return left.shape().key().equals(right.shape().key())
        ? left.shape().key()
        : Codecs.keyDynamic();
  }

  private static Codec<?> commonValue(Operation left, Operation right) {
    return left.shape().value().equals(right.shape().value())
        ? left.shape().value()
        : Codecs.dynamic();
  }

  @Override
  public Bag<K> keys() {
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo(
            "keys", operation, new Steps.Keys(), false, new Shape(null, keyCodec())));
  }

  @Override
  public Bag<V> values() {
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo(
            "values", operation, new Steps.Values(), false, new Shape(null, valueCodec())));
  }

  @Override
  public <R> KeyedBag<K, R> mapValues(Fn<? super V, ? extends R> f) {
    return valueStep("mapValues", new Steps.MapValues<>(f), Types.<R>returnedBy((Serializable) f));
  }

  @Override
  public <R> KeyedBag<K, R> flatMapValues(Class<R> type, FlatFn<? super V, R> f) {
    return valueStep("flatMapValues", new Steps.FlatMapValues<>(f), Codecs.of(type));
  }

  @Override
  public GroupedBag<K, V> groupByKey() {
    return groupByKey(Grouping.any());
  }

  @Override
  public GroupedBag<K, V> groupByKey(Grouping<K, V> grouping) {
    return new GroupBag<>(pipeline, pipeline.group("groupByKey", List.of(operation), grouping));
  }

  @Override
  public KeyedBag<K, V> reduceByKey(Fn2<V, V, V> f) {
    Operation group = pipeline.group("reduceByKey", List.of(operation), Grouping.any());
    Aggregator<V, Object[], V> reduce = Aggregators.reduce(f, valueCodec());
    return new KeyBag<>(pipeline, pipeline.combine("reduceByKey", group, reduce, valueCodec()));
  }

  @Override
  public KeyedBag<K, V> sortByKey(Order<? super K> order) {
    Operation group = pipeline.group("sortByKey", List.of(operation), Grouping.sorted(order));
    return new KeyBag<>(
        pipeline,
        pipeline.parallelDo("sortByKey", group, new Steps.Ungroup(), true, operation.shape()));
  }

  /** The grouping of this bag with another one; both sides get a common codec of keys. */
  Operation cogroupWith(String verb, KeyedBag<K, ?> other) {
    Operation left = operation;
    Operation right = ((KeyBag<K, ?>) other).operation;
    if (!left.shape().key().equals(right.shape().key())) {
      left = pipeline.reshape(left, new Shape(Codecs.keyDynamic(), left.shape().value()));
      right = pipeline.reshape(right, new Shape(Codecs.keyDynamic(), right.shape().value()));
    }
    return pipeline.group(verb, List.of(left, right), Grouping.any());
  }

  @Override
  public <W> KeyedBag<K, Pair<V, W>> join(KeyedBag<K, W> right) {
    Codec<Pair<V, W>> both = Codecs.pair(valueCodec(), ((KeyBag<K, W>) right).valueCodec());
    Operation group = cogroupWith("join", right);
    return new KeyBag<>(
        pipeline,
        pipeline.parallelDo(
            "join", group, new Steps.InnerJoin(), true, new Shape(group.shape().key(), both)));
  }

  @Override
  public <W, R> Bag<R> join(
      KeyedBag<K, W> right, JoinType type, Class<R> as, JoinFn<K, V, W, R> f) {
    DoFn join = new Steps.Join<>(type, f);
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo(
            "join", cogroupWith("join", right), join, false, new Shape(null, Codecs.of(as))));
  }

  @Override
  public <W, R> Bag<R> cogroup(KeyedBag<K, W> right, Class<R> as, CoGroupFn<K, V, W, R> f) {
    DoFn each = new Steps.CoGroupStep<>(f);
    return new PlainBag<>(
        pipeline,
        pipeline.parallelDo(
            "cogroup", cogroupWith("cogroup", right), each, false, new Shape(null, Codecs.of(as))));
  }

  @Override
  public <W> KeyedBag<K, V> subtractByKey(KeyedBag<K, W> right) {
    Operation group = cogroupWith("subtractByKey", right);
    Shape shape = new Shape(group.shape().key(), valueCodec());
    return new KeyBag<>(
        pipeline, pipeline.parallelDo("subtractByKey", group, new Steps.Subtract(), true, shape));
  }
}
