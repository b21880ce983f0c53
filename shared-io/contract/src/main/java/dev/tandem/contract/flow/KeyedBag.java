package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;

/**
 * A bag of key-value pairs. Verbs that leave the keys alone ({@link #mapValues}, {@link
 * #flatMapValues}, {@link #filter}) keep the partitioning, so that a later join or grouping of the
 * same keys needs no shuffle.
 *
 * @param <K> the keys; their codec must be canonical before they can be grouped
 * @param <V> the values
 */
public interface KeyedBag<K, V> extends Bag<Pair<K, V>> {
  @Override
  KeyedBag<K, V> named(String name);

  @Override
  KeyedBag<K, V> reuse();

  @Override
  KeyedBag<K, V> filter(Fn<? super Pair<K, V>, Boolean> f);

  /** The same bag with explicit codecs. */
  KeyedBag<K, V> as(Codec<K> key, Codec<V> value);

  /** The pairs of both bags. */
  KeyedBag<K, V> union(KeyedBag<K, V> other);

  /** The keys, one for each pair. */
  Bag<K> keys();

  /** The values, one for each pair. */
  Bag<V> values();

  /** Another value for each pair; keys and partitioning stay. */
  <R> KeyedBag<K, R> mapValues(Fn<? super V, ? extends R> f);

  /** None, one or many values for each pair; keys and partitioning stay. */
  <R> KeyedBag<K, R> flatMapValues(Class<R> type, FlatFn<? super V, R> f);

  /** All values of a key together. */
  GroupedBag<K, V> groupByKey();

  /** All values of a key together, placed and ordered as asked. */
  GroupedBag<K, V> groupByKey(Grouping<K, V> grouping);

  /**
   * The values of each key folded by an associative and commutative function that changes neither
   * argument.
   */
  KeyedBag<K, V> reduceByKey(Fn2<V, V, V> f);

  /** The pairs in the total order of their keys, across part files too. */
  KeyedBag<K, V> sortByKey(Order<? super K> order);

  /** Every pair of values with the same key: an inner join. */
  <W> KeyedBag<K, Pair<V, W>> join(KeyedBag<K, W> right);

  /**
   * A join of any type. The values of one key of the left side are held in memory, the right side
   * is streamed.
   */
  <W, R> Bag<R> join(KeyedBag<K, W> right, JoinType type, Class<R> as, JoinFn<K, V, W, R> f);

  /** The values of each key from both bags. */
  <W, R> Bag<R> cogroup(KeyedBag<K, W> right, Class<R> as, CoGroupFn<K, V, W, R> f);

  /** The pairs whose key does not occur on the right side. */
  <W> KeyedBag<K, V> subtractByKey(KeyedBag<K, W> right);
}
