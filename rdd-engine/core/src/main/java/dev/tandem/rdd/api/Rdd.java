package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.rdd.lineage.RddNode;

/**
 * A resilient distributed dataset of single records: Spark's JavaRDD. Computed when an action needs
 * it, in partitions, and again where what was computed is lost.
 *
 * @param <T> the records
 */
public final class Rdd<T> extends RddLike<T> {
  Rdd(RddContext context, RddNode node) {
    super(context, node);
  }

  @Override
  @SuppressWarnings("unchecked") // a plain bag's record is the value
  DoFn onRecords(RecordFn<T> function) {
    return (key, value, out) -> function.apply((T) value, out);
  }

  @Override
  @SuppressWarnings("unchecked") // a plain bag's record is the value
  T record(Object key, Object value) {
    return (T) value;
  }

  /** The records for which {@code f} is true. */
  public Rdd<T> filter(Fn<? super T, Boolean> f) {
    DoFn keep =
        onRecords(
            (value, out) -> {
              if (f.apply(value)) {
                out.emit(value);
              }
            });
    return new Rdd<>(
        context, context.lineages().step("filter", node, keep, true, Lineages.RECORDS));
  }
}
