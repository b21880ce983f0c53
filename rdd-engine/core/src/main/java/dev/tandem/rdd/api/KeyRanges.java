package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.rdd.lineage.Dependency;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The pairs whose keys are in a range. */
final class KeyRanges {
  private static final String VERB = "filterByRange";

  private KeyRanges() {}

  static <K> RddNode filter(PairRdd<K, ?> rdd, Order<Object> order, K lower, K upper) {
    Objects.requireNonNull(lower, VERB + ": the lower bound is null");
    Objects.requireNonNull(upper, VERB + ": the upper bound is null");
    ZeroValue<Object> from = ZeroValue.encoded(VERB, lower);
    ZeroValue<Object> to = ZeroValue.encoded(VERB, upper);
    DoFn inRange = new Between(order, from, to);
    Partitioner placed = rdd.partitioner().orElse(null);
    RddNode looked =
        placed instanceof RangePartitioner
            ? pruned(rdd, partitionOf(placed, lower), partitionOf(placed, upper))
            : rdd.node;
    return rdd.context.lineages().step(VERB, looked, inRange, true, looked.operation().shape());
  }

  private static int partitionOf(Partitioner ranges, Object key) {
    return UserCode.call(VERB, () -> ranges.getPartition(key));
  }

  /** The partitions that a range meets; it runs downwards where the partitioner does. */
  private static RddNode pruned(PairRdd<?, ?> rdd, int one, int other) {
    List<Integer> met =
        IntStream.rangeClosed(Math.min(one, other), Math.max(one, other)).boxed().toList();
    RddNode pruned =
        rdd.context
            .lineages()
            .pushed(
                VERB,
                List.of(new Dependency.ByRule(rdd.node, i -> List.of(met.get(i)))),
                met::size,
                (partition, parents, out) -> parents.push(0, out),
                null,
                rdd.node.operation().shape());
    rdd.context.labels().show(pruned, "PartitionPruningRDD");
    return pruned;
  }

  private static final class Between implements DoFn {
    private static final long serialVersionUID = 1L;

    private final Order<Object> order;
    private final ZeroValue<Object> encodedLower;
    private final ZeroValue<Object> encodedUpper;
    private transient Object lower;
    private transient Object upper;

    Between(Order<Object> order, ZeroValue<Object> lower, ZeroValue<Object> upper) {
      this.order = order;
      this.encodedLower = lower;
      this.encodedUpper = upper;
    }

    @Override
    public void apply(Object key, Object value, dev.tandem.contract.plan.Collector out) {
      if (lower == null) {
        lower = encodedLower.copy();
        upper = encodedUpper.copy();
      }
      if (order.compare(key, lower) >= 0 && order.compare(key, upper) <= 0) {
        out.emit(key, value);
      }
    }
  }
}
