package dev.tandem.contract.flow;

/**
 * Keys with all their values. Values are a single pass, in no particular order unless the {@link
 * Grouping} asked for one.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface GroupedBag<K, V> {
  /** The same groups under a name. */
  GroupedBag<K, V> named(String name);

  /** One result per key; the engine may aggregate on the map side already. */
  <A, R> KeyedBag<K, R> aggregate(Aggregator<? super V, A, R> aggregator);

  /** None, one or many records per group. */
  <R> Bag<R> flatMap(Class<R> type, GroupFn<K, V, R> f);

  /** None, one or many values per group, under the group's key; the partitioning stays. */
  <R> KeyedBag<K, R> flatMapValues(Class<R> type, GroupFn<K, V, R> f);
}
