package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;
import java.util.Objects;

/** Spark's treeAggregate and treeReduce: shuffles merge partial results before the driver does. */
final class Trees {
  private Trees() {}

  static <T, U> U aggregate(
      String action,
      RddLike<T> rdd,
      U zeroValue,
      Fn2<U, T, U> seqOp,
      Fn2<U, U, U> combOp,
      int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException(
          "Depth must be greater than or equal to 1 but got " + depth + ".");
    }
    Objects.requireNonNull(
        zeroValue, () -> action + ": the zero is null; records must not be null");
    UserCode.given(action, seqOp);
    UserCode.given(action, combOp);
    ZeroValue<U> zero = ZeroValue.of(action, zeroValue);
    int partitions = rdd.getNumPartitions();
    if (partitions == 0) {
      return zero.copy();
    }
    Rdd<U> partial =
        rdd.eachPartition(
            action,
            (index, records) -> {
              U folded = zero.copy();
              while (records.hasNext()) {
                folded = seqOp.apply(folded, records.next());
              }
              return List.of(folded).iterator();
            });
    int scale = Math.max((int) Math.ceil(Math.pow(partitions, 1.0 / depth)), 2);
    while (travels(zeroValue) && partitions > scale + Math.ceil((double) partitions / scale)) {
      partitions /= scale;
      partial = merged(action, partial, partitions, combOp);
    }
    return Actions.aggregate(action, partial, zeroValue, combOp, combOp);
  }

  /** What has no codec does not go through a shuffle; the driver merges it alone. */
  private static boolean travels(Object value) {
    try {
      CombinerCodec.INSTANCE.write(value, new Output(64));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Partition i goes to partition i modulo n. */
  private static <U> Rdd<U> merged(String action, Rdd<U> partial, int n, Fn2<U, U, U> combOp) {
    Lineages lineages = partial.context.lineages();
    RddNode placed =
        lineages.pushed(
            action,
            List.of(new OneToOne(partial.node)),
            partial.node::partitions,
            (partition, parents, out) ->
                parents.push(0, (key, value) -> out.emit(partition % n, value)),
            null,
            Lineages.PAIRS);
    PairRdd<Integer, U> pairs = new PairRdd<>(partial.context, placed);
    DoFn values = (key, value, out) -> out.emit(value);
    RddNode merged = pairs.reduceByKey(new HashPartitioner(n), combOp).node;
    return new Rdd<>(
        partial.context, lineages.step(action, merged, values, false, Lineages.RECORDS));
  }

  static <T> T reduce(String action, RddLike<T> rdd, Fn2<T, T, T> f, int depth) {
    List<T> none = List.of();
    Fn2<List<T>, T, List<T>> add =
        (reduced, next) -> List.of(reduced.isEmpty() ? next : f.apply(reduced.get(0), next));
    Fn2<List<T>, List<T>, List<T>> merge =
        (left, right) ->
            left.isEmpty() || right.isEmpty()
                ? left.isEmpty() ? right : left
                : List.of(f.apply(left.get(0), right.get(0)));
    List<T> all = aggregate(action, rdd, none, add, merge, depth);
    if (all.isEmpty()) {
      throw new UnsupportedOperationException(action + ": empty collection");
    }
    return all.get(0);
  }
}
