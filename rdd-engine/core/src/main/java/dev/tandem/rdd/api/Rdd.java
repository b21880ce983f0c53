package dev.tandem.rdd.api;

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
}
