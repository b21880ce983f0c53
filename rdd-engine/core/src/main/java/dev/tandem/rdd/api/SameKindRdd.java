package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.rdd.lineage.RddNode;

/**
 * The transformations whose result has records of the same kind: an {@link Rdd} of an Rdd, a {@link
 * PairRdd} of a PairRdd.
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

  /** The records for which {@code f} is true; keys stay where they are. */
  public final R filter(Fn<? super T, Boolean> f) {
    return wrap(
        context.lineages().step("filter", node, form.<T>keepIf(f), true, node.operation().shape()));
  }
}
