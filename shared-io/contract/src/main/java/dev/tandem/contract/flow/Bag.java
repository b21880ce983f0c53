package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Sink;
import java.util.List;

/**
 * A logical, unordered, distributed collection. A bag is immutable and describes how to compute its
 * records; the verbs are Spark's.
 *
 * <p>Records are never null. A function must not change a record that it was given, and an engine
 * never reuses a record that it handed out: both may be shared with other steps, kept in memory or
 * written later. There is no order between records, except that {@link #sort} orders what is
 * written or collected directly from its result, and {@link #take} of a bag that no shuffle
 * precedes gives its first records in input order.
 *
 * <p>Equality of records, where it matters ({@code distinct}, keys), is equality of their encoded
 * bytes. Verbs that take a {@code Class} choose the codec by it; elsewhere the codec follows the
 * function's declared result, or failing that each record's class. {@link #as} overrides it.
 *
 * @param <T> the records
 */
public interface Bag<T> {
  /** The same bag under a name that plans, rounds, stages, tasks and errors show. */
  Bag<T> named(String name);

  /** The same bag with an explicit codec. */
  Bag<T> as(Codec<T> codec);

  /**
   * Asks the engine to keep the records once they have been computed, because the job uses this bag
   * again: the RDD engine keeps partitions in memory, the MapReduce engine keeps files. Lasts until
   * {@link #release} or the end of the run. A hint for speed only: the answer is the same without
   * it.
   */
  Bag<T> reuse();

  /** Ends {@link #reuse}: the engine may drop what it kept. */
  void release();

  /** One record for each record. */
  <R> Bag<R> map(Fn<? super T, ? extends R> f);

  /** The records for which {@code f} is true. */
  Bag<T> filter(Fn<? super T, Boolean> f);

  /** None, one or many records for each record, from an Iterable: the short form. */
  <R> Bag<R> flatMap(Fn<? super T, ? extends Iterable<R>> f);

  /** None, one or many records for each record, pushed: the fast form. */
  <R> Bag<R> flatMap(Class<R> type, FlatFn<? super T, R> f);

  /** None, one or many key-value pairs for each record. */
  <K, V> KeyedBag<K, V> mapToPair(Class<K> key, Class<V> value, PairFn<? super T, K, V> f);

  /** As {@link #mapToPair(Class, Class, PairFn)} with explicit codecs. */
  <K, V> KeyedBag<K, V> mapToPair(Codec<K> key, Codec<V> value, PairFn<? super T, K, V> f);

  /** Each record under a key computed from it. */
  <K> KeyedBag<K, T> keyBy(Fn<? super T, ? extends K> f);

  /** All records with the same key together. */
  <K> GroupedBag<K, T> groupBy(Fn<? super T, ? extends K> f);

  /** The records of both bags; duplicates stay. */
  Bag<T> union(Bag<T> other);

  /** One of each set of equal records. */
  Bag<T> distinct();

  /** The distinct records that occur in both bags. */
  Bag<T> intersection(Bag<T> other);

  /** The records (duplicates included) that do not occur in the other bag. */
  Bag<T> subtract(Bag<T> other);

  /** All records in a total order, across part files too. */
  Bag<T> sort(Order<? super T> order);

  /** One record: the aggregate of all records, also of none. */
  <A, R> Bag<R> aggregate(Aggregator<? super T, A, R> all);

  /** All records, now. They must fit in the driver's memory. */
  List<T> collect();

  /**
   * Up to {@code n} records, now; the first ones in input order where no shuffle precedes. Then no
   * more partitions are read than needed.
   *
   * @param n at least 0
   */
  List<T> take(int n);

  /** The number of records, now. */
  long count();

  /** Writes the records when the pipeline runs. Pending until then. */
  void write(Sink<? super T> sink);
}
