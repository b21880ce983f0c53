package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.rdd.lineage.Dependency.ByRule;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.util.List;
import java.util.stream.IntStream;

/** Fewer partitions, or others: Spark's coalesce without a shuffle and with one. */
final class Coalescing {
  private Coalescing() {}

  /** Partition i is made of the parents' partitions from i * all / n up to (i + 1) * all / n. */
  static RddNode narrow(RddLike<?> rdd, int wanted) {
    check(wanted);
    RddNode parent = rdd.node;
    ByRule parts =
        new ByRule(
            parent,
            partition -> {
              int all = parent.partitions();
              int n = Math.min(wanted, all);
              return IntStream.range(start(partition, all, n), start(partition + 1, all, n))
                  .boxed()
                  .toList();
            });
    return rdd.context
        .lineages()
        .pushed(
            "coalesce",
            List.of(parts),
            () -> Math.min(wanted, parent.partitions()),
            (partition, parents, out) -> parents.push(0, out),
            null,
            rdd.shape());
  }

  private static int start(int partition, int all, int n) {
    return (int) ((long) partition * all / n);
  }

  private static void check(int wanted) {
    if (wanted < 1) {
      throw new IllegalArgumentException("Number of partitions (" + wanted + ") must be positive.");
    }
  }

  /**
   * Deals the records of each partition round to all new ones. The first one is drawn with the
   * number of the partition as the seed, as Spark does: a task that is run again deals alike.
   */
  static RddNode shuffled(String verb, RddLike<?> rdd, int n) {
    check(n);
    Lineages lineages = rdd.context.lineages();
    Form form = rdd.form;
    PushedRdd.Function deal =
        (partition, parents, out) -> {
          int[] next = {new XorShift(partition).nextInt(n)};
          parents.push(
              0,
              (key, value) -> {
                next[0] = (next[0] + 1) % n;
                out.emit(next[0], form.record(key, value));
              });
        };
    RddNode dealt =
        lineages.pushed(
            verb,
            List.of(new OneToOne(rdd.node)),
            rdd.node::partitions,
            deal,
            null,
            Lineages.PAIRS);
    rdd.context.labels().show(dealt, "MapPartitionsRDD");
    RddNode placed = lineages.place(verb, dealt, Grouping.any().into(n));
    rdd.context.labels().show(placed, "ShuffledRDD");
    DoFn undealt = (place, record, out) -> form.emit(record, out);
    return lineages.step(verb, placed, undealt, false, form.shape());
  }
}
