package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.lineage.Dependency.ByRule;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.RddNode;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** RDDs side by side, with numbers, and crossed with each other. */
final class Zips {
  private Zips() {}

  /** Partition by partition. */
  static RddNode partitions(
      String verb,
      RddLike<?> left,
      RddLike<?> right,
      Fn2<Iterator<Object>, Iterator<Object>, Iterator<?>> f,
      Form form) {
    RddBase.checkContext(verb, left.context, right);
    RddNode one = left.node;
    RddNode two = right.node;
    return left.context
        .lineages()
        .partitions(
            verb,
            List.of(new OneToOne(one), new OneToOne(two)),
            () -> same(one.partitions(), two.partitions()),
            (partition, parents) -> f.apply(parents.get(0), parents.get(1)),
            null,
            form.shape());
  }

  private static int same(int left, int right) {
    if (left != right) {
      throw new IllegalArgumentException(
          "Can't zip RDDs with unequal numbers of partitions: List(" + left + ", " + right + ")");
    }
    return left;
  }

  static RddNode records(RddLike<?> left, RddLike<?> right) {
    return partitions("zip", left, right, Zipped::new, Form.PAIRS);
  }

  private record Zipped(Iterator<Object> left, Iterator<Object> right)
      implements Iterator<Pair<Object, Object>> {
    @Override
    public boolean hasNext() {
      boolean more = left.hasNext();
      if (more != right.hasNext()) {
        throw new IllegalStateException(
            "Can only zip RDDs with same number of elements in each partition");
      }
      return more;
    }

    @Override
    public Pair<Object, Object> next() {
      return new Pair<>(left.next(), right.next());
    }
  }

  /** Counts all partitions but the last, now, in a job, if there are several. */
  static RddNode withIndex(RddLike<?> rdd) {
    RddNode node = rdd.node;
    List<Integer> counted = IntStream.range(0, Math.max(0, node.partitions() - 1)).boxed().toList();
    long[] starts = new long[counted.size() + 1];
    if (!counted.isEmpty()) {
      List<Long> counts =
          rdd.context.run(
              "zipWithIndex",
              node,
              counted,
              (last, partition, task) -> {
                long[] count = new long[1];
                last.push(partition, task, (key, value) -> count[0]++);
                return count[0];
              });
      for (int i = 0; i < counts.size(); i++) {
        starts[i + 1] = starts[i] + counts.get(i);
      }
    }
    return numbered("zipWithIndex", rdd, starts, 1);
  }

  /** Record i of partition k of n gets i * n + k. */
  static RddNode withUniqueId(RddLike<?> rdd) {
    return numbered("zipWithUniqueId", rdd, null, rdd.node.partitions());
  }

  private static RddNode numbered(String verb, RddLike<?> rdd, long[] starts, long step) {
    Form form = rdd.form;
    return rdd.context
        .lineages()
        .pushed(
            verb,
            List.of(new OneToOne(rdd.node)),
            rdd.node::partitions,
            (partition, parents, out) -> {
              long[] next = {starts == null ? partition : starts[partition]};
              parents.push(
                  0,
                  (key, value) -> {
                    out.emit(form.record(key, value), next[0]);
                    next[0] += step;
                  });
            },
            null,
            Lineages.PAIRS);
  }

  /** Each partition of one with each of the other; the other is computed for each record. */
  static RddNode cartesian(RddLike<?> left, RddLike<?> right) {
    RddBase.checkContext("cartesian", left.context, right);
    RddNode one = left.node;
    RddNode two = right.node;
    Form first = left.form;
    Form second = right.form;
    return left.context
        .lineages()
        .pushed(
            "cartesian",
            List.of(
                new ByRule(one, partition -> List.of(partition / two.partitions())),
                new ByRule(two, partition -> List.of(partition % two.partitions()))),
            () -> Math.multiplyExact(one.partitions(), two.partitions()),
            (partition, parents, out) ->
                parents.push(
                    0,
                    (leftKey, leftValue) -> {
                      Object record = first.record(leftKey, leftValue);
                      parents.push(
                          1,
                          (rightKey, rightValue) ->
                              out.emit(record, second.record(rightKey, rightValue)));
                    }),
            null,
            Lineages.PAIRS);
  }
}
