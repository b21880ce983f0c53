package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.rdd.lineage.RddNode;

/**
 * A resilient distributed dataset of single records: Spark's JavaRDD. Computed when an action needs
 * it, in partitions, and again where what was computed is lost.
 *
 * @param <T> the records
 */
public final class Rdd<T> extends SameKindRdd<T, Rdd<T>> {
  Rdd(RddContext context, RddNode node) {
    super(context, node);
  }

  @Override
  Rdd<T> wrap(RddNode other) {
    return new Rdd<>(context, other);
  }

  /**
   * The records in the order of what {@code f} makes of them, over all partitions. Samples the keys
   * now, in a job, if there are to be several partitions.
   *
   * @param f the key to sort by, in the order of {@link PairRdd#sortByKey(boolean, int)}
   * @param ascending least first
   * @param numPartitions at most as many
   */
  public <S> Rdd<T> sortBy(Fn<? super T, ? extends S> f, boolean ascending, int numPartitions) {
    UserCode.given("sortBy", f);
    return this.<S>keyBy(f).sortByKey(ascending, numPartitions).values();
  }
}
