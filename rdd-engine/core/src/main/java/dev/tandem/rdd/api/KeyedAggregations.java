package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;

/**
 * The verbs of a {@link PairRdd} that make one record of all values of a key. Each comes in three
 * forms: with the {@linkplain Partitioner#defaultPartitioner default partitioner}, with a number of
 * partitions (hashed), and with a partitioner. Where the records are placed by an equal partitioner
 * already, there is no shuffle.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public abstract class KeyedAggregations<K, V> extends SameKindRdd<Pair<K, V>, PairRdd<K, V>> {
  KeyedAggregations(RddContext context, RddNode node) {
    super(context, node);
  }

  /** Pairs with the keys of this RDD and values of any class. */
  final Shape withValues(Codec<?> values) {
    return new Shape(node.operation().shape().key(), values);
  }

  /** A step that keeps the keys, and with them their places. */
  final <R> PairRdd<K, R> keyed(String verb, RddNode parent, DoFn step) {
    Shape shape = new Shape(parent.operation().shape().key(), Codecs.dynamic());
    return new PairRdd<>(context, context.lineages().step(verb, parent, step, true, shape));
  }

  /**
   * One combiner for each key, with the default partitioner.
   *
   * @see #combineByKey(Fn, Fn2, Fn2, Partitioner, boolean)
   */
  public final <C> PairRdd<K, C> combineByKey(
      Fn<V, C> createCombiner, Fn2<C, V, C> mergeValue, Fn2<C, C, C> mergeCombiners) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, DefaultPartitioner.of(this));
  }

  /**
   * One combiner for each key, hashed into so many partitions.
   *
   * @see #combineByKey(Fn, Fn2, Fn2, Partitioner, boolean)
   */
  public final <C> PairRdd<K, C> combineByKey(
      Fn<V, C> createCombiner,
      Fn2<C, V, C> mergeValue,
      Fn2<C, C, C> mergeCombiners,
      int numPartitions) {
    return combineByKey(
        createCombiner, mergeValue, mergeCombiners, new HashPartitioner(numPartitions));
  }

  /**
   * One combiner for each key; values are combined before the shuffle too.
   *
   * @see #combineByKey(Fn, Fn2, Fn2, Partitioner, boolean)
   */
  public final <C> PairRdd<K, C> combineByKey(
      Fn<V, C> createCombiner,
      Fn2<C, V, C> mergeValue,
      Fn2<C, C, C> mergeCombiners,
      Partitioner partitioner) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, partitioner, true);
  }

  /**
   * One combiner for each key: what all other aggregations are made of.
   *
   * @param createCombiner makes a combiner of the first value of a key that a task meets: of any
   *     class that has a codec, or a TreeSet, TreeMap, ConcurrentSkipListSet or Map, PriorityQueue,
   *     ArrayDeque or LinkedList of such, the sorted ones in natural order. Once another step has
   *     handed them on, the files of a further shuffle make plain sets, maps and lists in the same
   *     order of them, and refuse a PriorityQueue or ArrayDeque: make it a list in that step
   * @param mergeValue adds a value to a combiner, which it may change
   * @param mergeCombiners adds the second combiner to the first, which it may change
   * @param partitioner places the keys
   * @param mapSideCombine whether values are combined before the shuffle too; if not,
   *     mergeCombiners is not called at all
   */
  public final <C> PairRdd<K, C> combineByKey(
      Fn<V, C> createCombiner,
      Fn2<C, V, C> mergeValue,
      Fn2<C, C, C> mergeCombiners,
      Partitioner partitioner,
      boolean mapSideCombine) {
    UserCode.given("combineByKey", createCombiner);
    Combiner<V, C> combiner =
        new Combiner<>(
            "combineByKey", createCombiner, mergeValue, mergeCombiners, CombinerCodec.of());
    return combine("combineByKey", combiner, partitioner, mapSideCombine);
  }

  /**
   * One result for each key, by an aggregator: the fast form. Those that fold into one number, such
   * as {@link dev.tandem.contract.flow.Aggregators#sumLong}, need no object for each key.
   *
   * @param aggregator folds the values, before the shuffle and behind it
   * @param partitioner places the keys
   */
  public final <R> PairRdd<K, R> combineByKey(
      Aggregator<? super V, ?, R> aggregator, Partitioner partitioner) {
    return combine("combineByKey", aggregator, partitioner, true);
  }

  /** One result for each key, by an aggregator, with the default partitioner. */
  public final <R> PairRdd<K, R> combineByKey(Aggregator<? super V, ?, R> aggregator) {
    return combineByKey(aggregator, DefaultPartitioner.of(this));
  }

  private <R> PairRdd<K, R> combine(
      String verb, Aggregator<?, ?, R> aggregator, Partitioner partitioner, boolean mapSide) {
    RddNode combined =
        mapSide
            ? context.lineages().combine(verb, node, aggregator, Placed.grouping(partitioner))
            : context.lineages().fold(verb, node, aggregator, Placed.grouping(partitioner));
    return new PairRdd<>(context, combined);
  }

  /** As {@link #aggregateByKey(Object, Partitioner, Fn2, Fn2)}, with the default partitioner. */
  public final <U> PairRdd<K, U> aggregateByKey(
      U zeroValue, Fn2<U, V, U> seqFunc, Fn2<U, U, U> combFunc) {
    return aggregateByKey(zeroValue, DefaultPartitioner.of(this), seqFunc, combFunc);
  }

  /** As {@link #aggregateByKey(Object, Partitioner, Fn2, Fn2)}, hashed into so many partitions. */
  public final <U> PairRdd<K, U> aggregateByKey(
      U zeroValue, int numPartitions, Fn2<U, V, U> seqFunc, Fn2<U, U, U> combFunc) {
    return aggregateByKey(zeroValue, new HashPartitioner(numPartitions), seqFunc, combFunc);
  }

  /**
   * The values of each key, added to a neutral value of another type.
   *
   * @param zeroValue neutral; encoded now, and a copy for each key in each map partition
   * @param partitioner places the keys
   * @param seqFunc adds a value to a result, which it may change
   * @param combFunc adds the second result to the first, which it may change
   * @throws IllegalArgumentException if the class of zeroValue has no codec, or it is a collection
   *     that sorts by a comparator
   */
  public final <U> PairRdd<K, U> aggregateByKey(
      U zeroValue, Partitioner partitioner, Fn2<U, V, U> seqFunc, Fn2<U, U, U> combFunc) {
    return fromZero("aggregateByKey", zeroValue, partitioner, seqFunc, combFunc);
  }

  private <U> PairRdd<K, U> fromZero(
      String verb,
      U zeroValue,
      Partitioner partitioner,
      Fn2<U, V, U> seqFunc,
      Fn2<U, U, U> combFunc) {
    ZeroValue<U> zero = ZeroValue.encoded(verb, zeroValue);
    Fn<V, U> create = value -> seqFunc.apply(zero.copy(), value);
    Combiner<V, U> combiner = new Combiner<>(verb, create, seqFunc, combFunc, CombinerCodec.of());
    return combine(verb, combiner, partitioner, true);
  }

  /** As {@link #foldByKey(Object, Partitioner, Fn2)}, with the default partitioner. */
  public final PairRdd<K, V> foldByKey(V zeroValue, Fn2<V, V, V> func) {
    return foldByKey(zeroValue, DefaultPartitioner.of(this), func);
  }

  /** As {@link #foldByKey(Object, Partitioner, Fn2)}, hashed into so many partitions. */
  public final PairRdd<K, V> foldByKey(V zeroValue, int numPartitions, Fn2<V, V, V> func) {
    return foldByKey(zeroValue, new HashPartitioner(numPartitions), func);
  }

  /**
   * The values of each key, folded.
   *
   * @param zeroValue neutral; encoded now, and a copy for each key in each map partition
   * @param partitioner places the keys
   * @param func associative
   */
  public final PairRdd<K, V> foldByKey(V zeroValue, Partitioner partitioner, Fn2<V, V, V> func) {
    return fromZero("foldByKey", zeroValue, partitioner, func, func);
  }

  /** As {@link #reduceByKey(Partitioner, Fn2)}, with the default partitioner. */
  public final PairRdd<K, V> reduceByKey(Fn2<V, V, V> func) {
    return reduceByKey(DefaultPartitioner.of(this), func);
  }

  /** As {@link #reduceByKey(Partitioner, Fn2)}, hashed into so many partitions. */
  public final PairRdd<K, V> reduceByKey(Fn2<V, V, V> func, int numPartitions) {
    return reduceByKey(new HashPartitioner(numPartitions), func);
  }

  /**
   * One value for each key. Values are folded before the shuffle too.
   *
   * @param partitioner places the keys
   * @param func associative and commutative; may change and return its first argument, which is
   *     never a value of this RDD but a copy or its own result
   */
  public final PairRdd<K, V> reduceByKey(Partitioner partitioner, Fn2<V, V, V> func) {
    return combine(
        "reduceByKey",
        new Combiner<V, V>("reduceByKey", null, func, func, ownCodec()),
        partitioner,
        true);
  }

  /** Values of any class may be collections, which as combiners stay what they are. */
  @SuppressWarnings("unchecked") // the values of this RDD
  private Codec<V> ownCodec() {
    Codec<V> codec = (Codec<V>) node.operation().shape().value();
    return codec.equals(Codecs.dynamic()) ? CombinerCodec.of() : codec;
  }

  /** As {@link #groupByKey(Partitioner)}, with the default partitioner. */
  public final PairRdd<K, Iterable<V>> groupByKey() {
    return groupByKey(DefaultPartitioner.of(this));
  }

  /** As {@link #groupByKey(Partitioner)}, hashed into so many partitions. */
  public final PairRdd<K, Iterable<V>> groupByKey(int numPartitions) {
    return groupByKey(new HashPartitioner(numPartitions));
  }

  /**
   * All values of each key, in no particular order; every value moves. They can be iterated as
   * often as is wanted; a group that is too large for the memory of its task is kept in a file.
   *
   * @param partitioner places the keys
   */
  public final PairRdd<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    RddNode groups =
        context.lineages().group("groupByKey", List.of(node), Placed.grouping(partitioner));
    return keyed("groupByKey", groups, new KeySteps.Group());
  }

  /** As {@link #countApproxDistinctByKey(double, Partitioner)}, with the default partitioner. */
  public final PairRdd<K, Long> countApproxDistinctByKey(double relativeSD) {
    return countApproxDistinctByKey(relativeSD, DefaultPartitioner.of(this));
  }

  /** As {@link #countApproxDistinctByKey(double, Partitioner)}, into so many partitions. */
  public final PairRdd<K, Long> countApproxDistinctByKey(double relativeSD, int numPartitions) {
    return countApproxDistinctByKey(relativeSD, new HashPartitioner(numPartitions));
  }

  /**
   * About how many distinct values each key has, by HyperLogLog.
   *
   * @param relativeSD the standard error relative to the number, at least 0.00103; a key takes
   *     about 1 / relativeSD^2 bytes
   * @param partitioner places the keys
   */
  public final PairRdd<K, Long> countApproxDistinctByKey(
      double relativeSD, Partitioner partitioner) {
    String verb = "countApproxDistinctByKey";
    return combine(verb, HyperLogLog.of(verb, relativeSD), partitioner, true);
  }
}
