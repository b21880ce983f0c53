package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.StorageLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * The transformations whose result has records of the same kind: an {@link Rdd} of an Rdd, a {@link
 * PairRdd} of a PairRdd, a {@link DoubleRdd} of a DoubleRdd.
 *
 * @param <T> the records
 * @param <R> the RDD itself
 */
public abstract class SameKindRdd<T, R extends SameKindRdd<T, R>> extends RddLike<T> {
  SameKindRdd(RddContext context, RddNode node) {
    super(context, node);
  }

  /** An RDD of this kind. */
  abstract R wrap(RddNode other);

  @SuppressWarnings("unchecked") // the type parameter is the class itself
  private R itself() {
    return (R) this;
  }

  /** The records for which {@code f} is true; keys stay where they are. */
  public final R filter(Fn<? super T, Boolean> f) {
    UserCode.given("filter", f);
    return wrap(context.lineages().step("filter", node, form.<T>keepIf(f), true, shape()));
  }

  /** Each record once, in as many partitions as before. */
  public final R distinct() {
    return getNumPartitions() == 0 ? itself() : distinct(getNumPartitions());
  }

  /**
   * Each record once.
   *
   * @param numPartitions of the result; no shuffle if that is what this RDD has and its records are
   *     placed by a partitioner
   */
  public final R distinct(int numPartitions) {
    return wrap(Sets.distinct(this, numPartitions));
  }

  /** A sample with a seed drawn now, so that what is computed again is the same. */
  public final R sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, new Random().nextLong());
  }

  /**
   * A sample of each partition; keys stay where they are.
   *
   * @param withReplacement whether a record may come several times: how often is a Poisson variable
   * @param fraction the mean of how often a record comes; without replacement from 0 to 1
   * @param seed the same seed gives the same sample; without replacement the one that Spark draws
   */
  public final R sample(boolean withReplacement, double fraction, long seed) {
    return wrap(Sampled.sample(this, withReplacement, fraction, seed));
  }

  /** Splits with a seed drawn now. */
  public final List<R> randomSplit(double[] weights) {
    return randomSplit(weights, new Random().nextLong());
  }

  /**
   * Splits of which each record is in exactly one.
   *
   * @param weights how large the splits shall be beside each other; not negative, not all 0
   * @param seed the same seed gives the same splits, those that Spark makes
   */
  public final List<R> randomSplit(double[] weights, long seed) {
    return Sampled.split(this, weights, seed).stream().map(this::wrap).toList();
  }

  /** The records of this RDD and then those of another; duplicates stay. */
  public final R union(R other) {
    List<R> both = new ArrayList<>();
    both.add(itself());
    both.add(other);
    return wrap(Unions.of(context, both));
  }

  /** The records that are in both, each once, with the default partitioner. */
  public final R intersection(R other) {
    return wrap(Sets.intersection(this, other, null));
  }

  /** The records that are in both, each once. */
  public final R intersection(R other, int numPartitions) {
    return wrap(Sets.intersection(this, other, new HashPartitioner(numPartitions)));
  }

  /** The records that are not in the other, as often as they are here. */
  public final R subtract(R other) {
    return getNumPartitions() == 0 ? itself() : subtract(other, getNumPartitions());
  }

  /** The records that are not in the other, as often as they are here. */
  public final R subtract(R other, int numPartitions) {
    return subtract(other, new HashPartitioner(numPartitions));
  }

  /**
   * The records that are not in the other, as often as they are here.
   *
   * @param p places the records: whole ones, also of pairs
   */
  public final R subtract(R other, Partitioner p) {
    return wrap(Sets.subtract(this, other, p));
  }

  /** Fewer partitions without a shuffle. */
  public final R coalesce(int numPartitions) {
    return coalesce(numPartitions, false);
  }

  /**
   * Another number of partitions.
   *
   * @param numPartitions without a shuffle at most as many as there are
   * @param shuffle whether records are dealt round to all new partitions; else each is made of
   *     neighbours, and the tasks behind are as few as they
   */
  public final R coalesce(int numPartitions, boolean shuffle) {
    return wrap(
        shuffle
            ? Coalescing.shuffled("coalesce with shuffle", this, numPartitions)
            : Coalescing.narrow(this, numPartitions));
  }

  /** Another number of partitions, by a shuffle that deals the records round. */
  public final R repartition(int numPartitions) {
    return wrap(Coalescing.shuffled("repartition", this, numPartitions));
  }

  /** Keeps the partitions in memory from the first action on: {@link StorageLevel#MEMORY_ONLY}. */
  public final R cache() {
    return persist(StorageLevel.MEMORY_ONLY);
  }

  /** As {@link #cache}. */
  public final R persist() {
    return cache();
  }

  /**
   * Keeps the partitions from the first action on, each when it is computed.
   *
   * @param newLevel how
   * @return this RDD
   * @throws UnsupportedOperationException if it has another level
   * @throws NullPointerException if there is none
   */
  public final R persist(StorageLevel newLevel) {
    Objects.requireNonNull(newLevel, "persist: the level is null");
    context.persistence().persist(this, newLevel);
    return itself();
  }

  /** Drops what is kept, and keeps no more. */
  public final R unpersist() {
    return unpersist(false);
  }

  /**
   * Drops what is kept, and keeps no more.
   *
   * @param blocking as in Spark; here it is always dropped when this returns
   */
  public final R unpersist(boolean blocking) {
    context.persistence().unpersist(this);
    return itself();
  }

  /** Gives a name, for {@link #toDebugString} and reports. */
  public final R setName(String name) {
    context.labels().of(node).rename(name);
    return itself();
  }
}
