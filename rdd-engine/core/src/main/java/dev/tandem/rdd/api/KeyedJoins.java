package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verbs of a {@link PairRdd} that bring it together with others by their keys. Each side that
 * is placed by an equal partitioner already stays where it is; the others are shuffled.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public abstract class KeyedJoins<K, V> extends KeyedAggregations<K, V> {
  KeyedJoins(RddContext context, RddNode node) {
    super(context, node);
  }

  private <R> PairRdd<K, R> cogroup(
      String verb, Partitioner partitioner, KeySteps.Cogroup step, RddLike<?>... others) {
    return keyed(verb, groups(verb, partitioner, others), step);
  }

  private RddNode groups(String verb, Partitioner partitioner, RddLike<?>... others) {
    checkContext(verb, context, others);
    List<RddNode> sides =
        Stream.concat(Stream.of(this), Stream.of(others)).map(rdd -> rdd.node).toList();
    return context.lineages().group(verb, sides, Placed.grouping(partitioner));
  }

  private <R> PairRdd<K, R> join(
      String verb, PairRdd<K, ?> other, Partitioner partitioner, KeySteps.Join step) {
    return keyed(verb, groups(verb, partitioner, other), step);
  }

  /** As {@link #join(PairRdd, Partitioner)}, with the default partitioner. */
  public final <W> PairRdd<K, Pair<V, W>> join(PairRdd<K, W> other) {
    return join(other, DefaultPartitioner.of(this, other));
  }

  /** As {@link #join(PairRdd, Partitioner)}, hashed into so many partitions. */
  public final <W> PairRdd<K, Pair<V, W>> join(PairRdd<K, W> other, int numPartitions) {
    return join(other, new HashPartitioner(numPartitions));
  }

  /** Each value with each value of the other side that has the same key. */
  public final <W> PairRdd<K, Pair<V, W>> join(PairRdd<K, W> other, Partitioner partitioner) {
    return join("join", other, partitioner, new KeySteps.Join(false, false));
  }

  /** As {@link #leftOuterJoin(PairRdd, Partitioner)}, with the default partitioner. */
  public final <W> PairRdd<K, Pair<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other) {
    return leftOuterJoin(other, DefaultPartitioner.of(this, other));
  }

  /** As {@link #leftOuterJoin(PairRdd, Partitioner)}, hashed into so many partitions. */
  public final <W> PairRdd<K, Pair<V, Optional<W>>> leftOuterJoin(
      PairRdd<K, W> other, int numPartitions) {
    return leftOuterJoin(other, new HashPartitioner(numPartitions));
  }

  /** As join; a value of this side whose key the other side does not have comes with nothing. */
  public final <W> PairRdd<K, Pair<V, Optional<W>>> leftOuterJoin(
      PairRdd<K, W> other, Partitioner partitioner) {
    return join("leftOuterJoin", other, partitioner, new KeySteps.Join(true, false));
  }

  /** As {@link #rightOuterJoin(PairRdd, Partitioner)}, with the default partitioner. */
  public final <W> PairRdd<K, Pair<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other) {
    return rightOuterJoin(other, DefaultPartitioner.of(this, other));
  }

  /** As {@link #rightOuterJoin(PairRdd, Partitioner)}, hashed into so many partitions. */
  public final <W> PairRdd<K, Pair<Optional<V>, W>> rightOuterJoin(
      PairRdd<K, W> other, int numPartitions) {
    return rightOuterJoin(other, new HashPartitioner(numPartitions));
  }

  /** As join; a value of the other side whose key this side does not have comes with nothing. */
  public final <W> PairRdd<K, Pair<Optional<V>, W>> rightOuterJoin(
      PairRdd<K, W> other, Partitioner partitioner) {
    return join("rightOuterJoin", other, partitioner, new KeySteps.Join(false, true));
  }

  /** As {@link #fullOuterJoin(PairRdd, Partitioner)}, with the default partitioner. */
  public final <W> PairRdd<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other) {
    return fullOuterJoin(other, DefaultPartitioner.of(this, other));
  }

  /** As {@link #fullOuterJoin(PairRdd, Partitioner)}, hashed into so many partitions. */
  public final <W> PairRdd<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRdd<K, W> other, int numPartitions) {
    return fullOuterJoin(other, new HashPartitioner(numPartitions));
  }

  /** As join; no value of either side is lost. */
  public final <W> PairRdd<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRdd<K, W> other, Partitioner partitioner) {
    return join("fullOuterJoin", other, partitioner, new KeySteps.Join(true, true));
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, with the default partitioner. */
  public final <W> PairRdd<K, Pair<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other) {
    return cogroup(other, DefaultPartitioner.of(this, other));
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, hashed into so many partitions. */
  public final <W> PairRdd<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRdd<K, W> other, int numPartitions) {
    return cogroup(other, new HashPartitioner(numPartitions));
  }

  /**
   * For each key that any side has, the values of each side. They can be iterated as often as is
   * wanted, as those of {@link #groupByKey(Partitioner)}.
   */
  public final <W> PairRdd<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRdd<K, W> other, Partitioner partitioner) {
    return cogroup("cogroup", partitioner, new KeySteps.Cogroup(2), other);
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, of three sides, with the default partitioner. */
  public final <W1, W2> PairRdd<K, Triple<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
      PairRdd<K, W1> other1, PairRdd<K, W2> other2) {
    return cogroup(other1, other2, DefaultPartitioner.of(this, other1, other2));
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, of three sides, into so many partitions. */
  public final <W1, W2> PairRdd<K, Triple<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
      PairRdd<K, W1> other1, PairRdd<K, W2> other2, int numPartitions) {
    return cogroup(other1, other2, new HashPartitioner(numPartitions));
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, of three sides. */
  public final <W1, W2> PairRdd<K, Triple<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
      PairRdd<K, W1> other1, PairRdd<K, W2> other2, Partitioner partitioner) {
    return cogroup("cogroup", partitioner, new KeySteps.Cogroup(3), other1, other2);
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, of four sides, with the default partitioner. */
  public final <W1, W2, W3>
      PairRdd<K, Quadruple<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
          PairRdd<K, W1> other1, PairRdd<K, W2> other2, PairRdd<K, W3> other3) {
    return cogroup(other1, other2, other3, DefaultPartitioner.of(this, other1, other2, other3));
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, of four sides, into so many partitions. */
  public final <W1, W2, W3>
      PairRdd<K, Quadruple<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
          PairRdd<K, W1> other1, PairRdd<K, W2> other2, PairRdd<K, W3> other3, int numPartitions) {
    return cogroup(other1, other2, other3, new HashPartitioner(numPartitions));
  }

  /** As {@link #cogroup(PairRdd, Partitioner)}, of four sides. */
  public final <W1, W2, W3>
      PairRdd<K, Quadruple<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
          PairRdd<K, W1> other1,
          PairRdd<K, W2> other2,
          PairRdd<K, W3> other3,
          Partitioner partitioner) {
    return cogroup("cogroup", partitioner, new KeySteps.Cogroup(4), other1, other2, other3);
  }

  /** Another name for {@link #cogroup(PairRdd)}. */
  public final <W> PairRdd<K, Pair<Iterable<V>, Iterable<W>>> groupWith(PairRdd<K, W> other) {
    return cogroup(other);
  }

  /** Another name for {@link #cogroup(PairRdd, PairRdd)}. */
  public final <W1, W2> PairRdd<K, Triple<Iterable<V>, Iterable<W1>, Iterable<W2>>> groupWith(
      PairRdd<K, W1> other1, PairRdd<K, W2> other2) {
    return cogroup(other1, other2);
  }

  /** Another name for {@link #cogroup(PairRdd, PairRdd, PairRdd)}. */
  public final <W1, W2, W3>
      PairRdd<K, Quadruple<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> groupWith(
          PairRdd<K, W1> other1, PairRdd<K, W2> other2, PairRdd<K, W3> other3) {
    return cogroup(other1, other2, other3);
  }

  /**
   * As {@link #subtractByKey(PairRdd, Partitioner)}, with the partitioner of this RDD, or hashed
   * into as many partitions as it has.
   */
  public final <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other) {
    return subtractByKey(
        other, partitioner().orElseGet(() -> new HashPartitioner(Math.max(1, getNumPartitions()))));
  }

  /** As {@link #subtractByKey(PairRdd, Partitioner)}, hashed into so many partitions. */
  public final <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, int numPartitions) {
    return subtractByKey(other, new HashPartitioner(numPartitions));
  }

  /** The pairs whose keys the other side does not have. */
  public final <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, Partitioner partitioner) {
    checkContext("subtractByKey", context, other);
    RddNode groups =
        context
            .lineages()
            .group("subtractByKey", List.of(other.node, node), Placed.grouping(partitioner));
    return keyed("subtractByKey", groups, new KeySteps.WithoutFirst());
  }
}
