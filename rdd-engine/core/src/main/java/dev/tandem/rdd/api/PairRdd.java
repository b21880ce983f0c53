package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.RddNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An RDD of key-value pairs: Spark's JavaPairRDD. Between steps a pair travels as two values, so
 * that none is made where nobody looks at it. The aggregations are inherited from {@link
 * KeyedAggregations}, the joins from {@link KeyedJoins}.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class PairRdd<K, V> extends KeyedJoins<K, V> {
  PairRdd(RddContext context, RddNode node) {
    super(context, node);
  }

  /** Pairs that are records of a plain bag. */
  static <K, V> PairRdd<K, V> ofPairs(RddContext context, String verb, RddNode pairs) {
    DoFn split =
        (key, value, out) -> {
          Pair<?, ?> pair = (Pair<?, ?>) value;
          out.emit(pair.first(), pair.second());
        };
    return new PairRdd<>(
        context, context.lineages().step(verb, pairs, split, true, Lineages.PAIRS));
  }

  /** The records of an RDD of pairs as keys and values. */
  public static <K, V> PairRdd<K, V> fromRdd(Rdd<Pair<K, V>> rdd) {
    return ofPairs(rdd.context, "fromRdd", rdd.node);
  }

  @Override
  PairRdd<K, V> wrap(RddNode other) {
    return new PairRdd<>(context, other);
  }

  /**
   * The same pairs, whose classes are known from here on: keys and values are then encoded without
   * their class names, sorted as bytes, and counted in tables of primitives where they are numbers.
   * To be called before a shuffle, since it forgets how the keys are placed.
   *
   * @param keys the class of every key
   * @param values the class of every value
   * @throws IllegalArgumentException if a class has no codec
   */
  public PairRdd<K, V> as(Class<K> keys, Class<V> values) {
    Shape shape = Lineages.pairsOf(keys, values);
    return wrap(context.lineages().step("as", node, new KeySteps.Same(), true, shape));
  }

  /** The values through a function; the keys stay, and with them their places. */
  public <R> PairRdd<K, R> mapValues(Fn<? super V, ? extends R> f) {
    return keyed("mapValues", node, new KeySteps.MapValues<>(f));
  }

  /** Any number of values for each; the keys stay, and with them their places. */
  public <R> PairRdd<K, R> flatMapValues(Fn<? super V, ? extends Iterator<R>> f) {
    return keyed("flatMapValues", node, new KeySteps.FlatMapValues<V, R>(f));
  }

  /** The keys, as often as they occur. */
  public Rdd<K> keys() {
    Shape shape = new Shape(null, node.operation().shape().key());
    return new Rdd<>(
        context, context.lineages().step("keys", node, new KeySteps.Keys(), false, shape));
  }

  /** The values. */
  public Rdd<V> values() {
    Shape shape = new Shape(null, node.operation().shape().value());
    return new Rdd<>(
        context, context.lineages().step("values", node, new KeySteps.Values(), false, shape));
  }

  /**
   * The pairs, moved to the partitions of their keys. This RDD itself if it is placed by an equal
   * partitioner already.
   */
  public PairRdd<K, V> partitionBy(Partitioner partitioner) {
    return partitioner().filter(partitioner::equals).isPresent()
        ? this
        : wrap(context.lineages().place("partitionBy", node, Placed.grouping(partitioner)));
  }

  /** As {@link #sortByKey(boolean, int)}, ascending, into as many partitions as there are. */
  public PairRdd<K, V> sortByKey() {
    return sortByKey(true);
  }

  /** As {@link #sortByKey(boolean, int)}, into as many partitions as there are. */
  public PairRdd<K, V> sortByKey(boolean ascending) {
    return sortByKey(ascending, Math.max(1, getNumPartitions()));
  }

  /**
   * The pairs in the order of their keys, inside partitions and across them. With more than one
   * partition, a job runs now, which samples the keys; with few distinct keys there are fewer
   * partitions than asked for: see {@link RangePartitioner}.
   *
   * <p>The order is the natural one of the keys' class, on bytes: text by code point, where Java's
   * {@code compareTo} takes surrogates by their halves; enums by name and records by component,
   * also where they have a {@code compareTo} of their own, which is asked if {@link
   * java.util.Comparator#naturalOrder} is given.
   *
   * @param ascending or else descending
   * @param numPartitions at least 1
   */
  public PairRdd<K, V> sortByKey(boolean ascending, int numPartitions) {
    return sorted(naturalOrder(), ascending, numPartitions);
  }

  /** As {@link #sortByKey(Comparator, boolean, int)}, ascending. */
  public PairRdd<K, V> sortByKey(Comparator<K> comparator) {
    return sortByKey(comparator, true);
  }

  /** As {@link #sortByKey(Comparator, boolean, int)}, into as many partitions as there are. */
  public PairRdd<K, V> sortByKey(Comparator<K> comparator, boolean ascending) {
    return sortByKey(comparator, ascending, Math.max(1, getNumPartitions()));
  }

  /**
   * As {@link #sortByKey(boolean, int)}, in an order of the caller's.
   *
   * @param comparator serialisable; one of {@link dev.tandem.contract.flow.Orders} sorts bytes, any
   *     other is the slow path
   * @throws IllegalArgumentException if the comparator is not serialisable
   */
  public PairRdd<K, V> sortByKey(Comparator<K> comparator, boolean ascending, int numPartitions) {
    return sorted(KeyOrders.of("sortByKey", comparator), ascending, numPartitions);
  }

  private Order<Object> naturalOrder() {
    return KeyOrders.natural(node.operation().shape().key());
  }

  private PairRdd<K, V> sorted(Order<Object> order, boolean ascending, int numPartitions) {
    Partitioner ranges =
        new RangePartitioner<>(
            "sortByKey", numPartitions, this, order, ascending, RangePartitioner.SAMPLES);
    return sortedWithin("sortByKey", ranges, ascending ? order : order.reversed());
  }

  private PairRdd<K, V> sortedWithin(String verb, Partitioner partitioner, Order<Object> order) {
    RddNode groups =
        context.lineages().group(verb, List.of(node), Placed.grouping(partitioner).sortKeys(order));
    return wrap(
        context
            .lineages()
            .step(verb, groups, new KeySteps.Ungroup(), true, node.operation().shape()));
  }

  /**
   * As {@link #repartitionAndSortWithinPartitions(Partitioner, Comparator)}, in the natural order.
   */
  public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
    return sortedWithin("repartitionAndSortWithinPartitions", partitioner, naturalOrder());
  }

  /**
   * The pairs, moved to the partitions of their keys and sorted there, inside the shuffle: a
   * secondary sort as MapReduce knows it, if the partitioner looks at one part of the key and the
   * order at all of it.
   *
   * @param comparator serialisable, see {@link #sortByKey(Comparator, boolean, int)}
   */
  public PairRdd<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, Comparator<K> comparator) {
    String verb = "repartitionAndSortWithinPartitions";
    return sortedWithin(verb, partitioner, KeyOrders.of(verb, comparator));
  }

  /** As {@link #filterByRange(Comparator, Object, Object)}, in the natural order. */
  public PairRdd<K, V> filterByRange(K lower, K upper) {
    return wrap(KeyRanges.filter(this, naturalOrder(), lower, upper));
  }

  /**
   * The pairs whose keys are in a range. Where they are placed by a {@link RangePartitioner}, only
   * the partitions that the range meets are looked at.
   *
   * @param comparator serialisable
   * @param lower the least key, inclusive
   * @param upper the greatest key, inclusive
   */
  public PairRdd<K, V> filterByRange(Comparator<K> comparator, K lower, K upper) {
    return wrap(KeyRanges.filter(this, KeyOrders.of("filterByRange", comparator), lower, upper));
  }

  /** As {@link #sampleByKey(boolean, Map, long)}, with a seed by chance. */
  public PairRdd<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKey(withReplacement, fractions, ThreadLocalRandom.current().nextLong());
  }

  /**
   * A sample of the pairs of each key, in one pass; the keys stay where they are.
   *
   * @param withReplacement whether a pair may be taken more than once
   * @param fractions how much of each key is expected to be taken, 0 to 1, or above with
   *     replacement; a key that is not there fails the task
   * @param seed decides what is taken
   */
  public PairRdd<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions, long seed) {
    return wrap(StratifiedSample.of(this, withReplacement, fractions, seed));
  }

  /**
   * Writes the pairs in binary files with checksums, to be read by {@link RddContext#sequenceFile}:
   * what Spark's saveAsSequenceFile is for, in a format of this product.
   *
   * @param path a folder that does not exist; nothing is seen of it if the job fails
   * @param keys the class of every key
   * @param values the class of every value
   * @throws dev.tandem.contract.engine.JobFailed if it exists, before any task
   * @throws IllegalArgumentException if a class has no codec
   */
  public void saveAsSequenceFile(String path, Class<K> keys, Class<V> values) {
    Saving.asSequence(this, path, keys, values);
  }

  /** The values of each key folded in the tasks, and then on the driver: no shuffle. */
  public Map<K, V> reduceByKeyLocally(Fn2<V, V, V> func) {
    return PairActions.reduceByKeyLocally(this, func);
  }

  /** A sample of exact sizes, with a seed drawn now. */
  public PairRdd<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKeyExact(withReplacement, fractions, ThreadLocalRandom.current().nextLong());
  }

  /**
   * As {@link #sampleByKey(boolean, Map, long)}, with as many pairs of each key as its fraction of
   * them is, rounded up. Counts the keys of each partition now, in a job; the sizes are exact if
   * the pairs are the same when they are computed again.
   *
   * @throws NoSuchElementException if a key has no fraction
   */
  public PairRdd<K, V> sampleByKeyExact(
      boolean withReplacement, Map<K, Double> fractions, long seed) {
    return wrap(ExactSample.of(this, withReplacement, fractions, seed));
  }

  /** As {@link #countByKeyApprox(long, double)}, with a confidence of 0.95. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeout) {
    return countByKeyApprox(timeout, Approximate.CONFIDENCE);
  }

  /** About how many pairs each key has, as {@link #countApprox(long, double)} says. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeout, double confidence) {
    return new Approximate("countByKeyApprox", this, timeout, confidence)
        .counts(Tally.counting(PairActions::<K>keyOf));
  }

  /** How many pairs each key has. */
  public Map<K, Long> countByKey() {
    return PairActions.countByKey(this);
  }

  /** All pairs as a map; of several pairs with one key, the last one stays. */
  public Map<K, V> collectAsMap() {
    return PairActions.collectAsMap(this);
  }

  /** The values of a key: a job on one partition, if it is known how the keys are placed. */
  public List<V> lookup(K key) {
    return PairActions.lookup(this, key);
  }
}
