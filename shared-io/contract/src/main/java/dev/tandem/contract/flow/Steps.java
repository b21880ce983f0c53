package dev.tandem.contract.flow;

import dev.tandem.contract.plan.CoGroup;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.DoFn;
import java.util.Iterator;
import java.util.List;

/** The verbs of bags as functions of a ParallelDo: one small record each. */
@SuppressWarnings("unchecked")
final class Steps {
  private Steps() {}

  record Identity() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(key, value);
    }
  }

  record Map<T, R>(Fn<T, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      out.emit(null, f.apply((T) value));
    }
  }

  record Filter<T>(Fn<T, Boolean> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      if (f.apply((T) value)) {
        out.emit(key, value);
      }
    }
  }

  /** Filter of a keyed bag: the pair exists only for the question. */
  record FilterPairs<K, V>(Fn<Pair<K, V>, Boolean> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      if (f.apply(new Pair<>((K) key, (V) value))) {
        out.emit(key, value);
      }
    }
  }

  record FlatMapIterable<T, R>(Fn<T, Iterable<R>> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      for (R result : f.apply((T) value)) {
        out.emit(null, result);
      }
    }
  }

  record FlatMap<T, R>(FlatFn<T, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      f.apply((T) value, (Emitter<R>) out);
    }
  }

  record MapToPair<T, K, V>(PairFn<T, K, V> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      f.apply((T) value, (PairEmitter<K, V>) out);
    }
  }

  record KeyBy<T, K>(Fn<T, K> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      out.emit(f.apply((T) value), value);
    }
  }

  /** A record becomes a key with nothing under it. */
  record AsKey() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(value, Unit.UNIT);
    }
  }

  record Keys() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(null, key);
    }
  }

  record Values() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(null, value);
    }
  }

  record MapValues<V, R>(Fn<V, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      out.emit(key, f.apply((V) value));
    }
  }

  record FlatMapValues<V, R>(FlatFn<V, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      f.apply((V) value, result -> out.emit(key, result));
    }
  }

  /** Runs a step of a plain bag on the pairs of a keyed one. */
  record OnPairs(DoFn step) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      step.apply(null, new Pair<>(key, value), out);
    }
  }

  /** A key-value pair becomes a record of a plain bag. */
  record AsPair() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      out.emit(null, new Pair<>(key, value));
    }
  }

  /** A pair of a plain bag becomes a key and a value. */
  record FromPair() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      Pair<?, ?> pair = (Pair<?, ?>) value;
      out.emit(pair.first(), pair.second());
    }
  }

  record Group<K, V, R>(GroupFn<K, V, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      f.apply((K) key, (Iterator<V>) value, (Emitter<R>) out);
    }
  }

  record GroupValues<K, V, R>(GroupFn<K, V, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      f.apply((K) key, (Iterator<V>) value, result -> out.emit(key, result));
    }
  }

  /** One record under the key for each value of the group. */
  record Ungroup() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      for (Iterator<Object> values = (Iterator<Object>) value; values.hasNext(); ) {
        out.emit(key, values.next());
      }
    }
  }

  /** The key itself, as often as it occurs. */
  record RepeatKey() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      for (Iterator<Object> values = (Iterator<Object>) value; values.hasNext(); values.next()) {
        out.emit(null, key);
      }
    }
  }

  record CoGroupStep<K, V, W, R>(CoGroupFn<K, V, W, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      CoGroup group = (CoGroup) value;
      Iterator<V> left = (Iterator<V>) group.values(0);
      f.apply((K) key, left, new LaterSide<>(group), (Emitter<R>) out);
    }
  }

  /** The right side, asked for only when it is first read: that ends the left side. */
  private static final class LaterSide<W> implements Iterator<W> {
    private final CoGroup group;
    private Iterator<W> values;

    LaterSide(CoGroup group) {
      this.group = group;
    }

    private Iterator<W> values() {
      if (values == null) {
        values = (Iterator<W>) group.values(1);
      }
      return values;
    }

    @Override
    public boolean hasNext() {
      return values().hasNext();
    }

    @Override
    public W next() {
      return values().next();
    }
  }

  /** The inner join with the pair of both values under the key. */
  record InnerJoin() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      Steps.<Object, Object, Object>match(
          JoinType.INNER,
          key,
          (CoGroup) value,
          (k, left, right) -> out.emit(k, new Pair<>(left, right)));
    }
  }

  record Join<K, V, W, R>(JoinType type, JoinFn<K, V, W, R> f) implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) throws Exception {
      Emitter<R> emitter = (Emitter<R>) out;
      Steps.<K, V, W>match(
          type, (K) key, (CoGroup) value, (k, left, right) -> f.apply(k, left, right, emitter));
    }
  }

  private interface Match<K, V, W> {
    void of(K key, V left, W right) throws Exception;
  }

  /** Holds the left values, streams the right ones. */
  private static <K, V, W> void match(JoinType type, K key, CoGroup group, Match<K, V, W> match)
      throws Exception {
    List<V> lefts = (List<V>) (List<?>) group.held(0);
    if (lefts.isEmpty() && !type.keepsRight()) {
      return;
    }
    Iterator<Object> rights = group.values(1);
    if (!rights.hasNext() && type.keepsLeft()) {
      for (int i = 0; i < lefts.size(); i++) {
        match.of(key, lefts.get(i), null);
      }
    }
    while (rights.hasNext()) {
      W right = (W) rights.next();
      if (lefts.isEmpty()) {
        match.of(key, null, right);
      }
      for (int i = 0; i < lefts.size(); i++) {
        match.of(key, lefts.get(i), right);
      }
    }
  }

  /** The left pairs of the keys that the right side does not have. */
  record Subtract() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      CoGroup group = (CoGroup) value;
      List<Object> lefts = group.held(0);
      if (!group.values(1).hasNext()) {
        lefts.forEach(left -> out.emit(key, left));
      }
    }
  }

  /** The keys that both sides have, once. */
  record InBoth() implements DoFn {
    @Override
    public void apply(Object key, Object value, Collector out) {
      CoGroup group = (CoGroup) value;
      if (group.values(0).hasNext() && group.values(1).hasNext()) {
        out.emit(null, key);
      }
    }
  }
}
