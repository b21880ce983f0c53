package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.Dependency.NarrowDependency;
import dev.tandem.rdd.shuffle.Grouper;
import dev.tandem.rdd.shuffle.KeyGrouping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups of one or several keyed parents. A partition takes in its part of every parent,
 * shuffled or narrow, and then hands on each key with its values, or with their merged accumulator
 * where a combiner runs.
 */
public abstract class GroupingRdd extends RddNode {
  private final KeyGrouping grouping;

  GroupingRdd(KeyGrouping grouping, List<RddNode> inputs, ShuffleIds ids) {
    super(grouping.operation(), byKey(inputs, grouping, ids), grouping.partitioning());
    this.grouping = grouping;
  }

  private static List<Dependency> byKey(
      List<RddNode> inputs, KeyGrouping grouping, ShuffleIds ids) {
    List<Dependency> found = new ArrayList<>();
    for (int input = 0; input < inputs.size(); input++) {
      found.add(Dependency.byKey(inputs, input, grouping, ids));
    }
    return found;
  }

  /** What is asked for. */
  public final KeyGrouping grouping() {
    return grouping;
  }

  @Override
  final int countPartitions() {
    return grouping.partitions();
  }

  /** The inputs that move. */
  public final List<ShuffleDependency> shuffles() {
    return dependencies().stream()
        .filter(ShuffleDependency.class::isInstance)
        .map(ShuffleDependency.class::cast)
        .toList();
  }

  /** The inputs that stay where they are. */
  public final List<RddNode> narrowParents() {
    return dependencies().stream()
        .filter(NarrowDependency.class::isInstance)
        .map(Dependency::parent)
        .toList();
  }

  @Override
  final void compute(List<Dependency> lineage, int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    boolean first = true;
    boolean moved = false;
    try (Grouper grouper = Grouper.open(grouping, partition, context, out)) {
      for (int input = 0; input < lineage.size(); input++) {
        Dependency dependency = lineage.get(input);
        if (dependency instanceof ShuffleDependency shuffle) {
          moved = true;
          first &= context.shuffles().read(shuffle, partition, context, grouper.intake(input));
        } else {
          int from = ((Dependency.OneToOne) dependency).parentPartition(partition);
          RddNode parent = dependency.parent();
          boolean kept = context.store().hasObjects(parent.id(), from);
          parent.push(from, context, grouper.adder(input, kept));
        }
      }
      long groups = grouper.finish(context.task().faultBefore("reduce.record", out));
      context.count(Measure.GROUPS, first && moved ? groups : 0);
    }
  }
}
