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
  private final List<Dependency> dependencies;

  GroupingRdd(KeyGrouping grouping, List<RddNode> inputs, ShuffleIds ids) {
    super(grouping.operation(), inputs, grouping.partitioning());
    this.grouping = grouping;
    List<Dependency> found = new ArrayList<>();
    for (int input = 0; input < inputs.size(); input++) {
      found.add(Dependency.byKey(inputs, input, grouping, ids));
    }
    this.dependencies = List.copyOf(found);
  }

  /** What is asked for. */
  public final KeyGrouping grouping() {
    return grouping;
  }

  @Override
  final int countPartitions() {
    return grouping.partitions();
  }

  @Override
  public final List<Dependency> dependencies() {
    return dependencies;
  }

  /** The inputs that move. */
  public final List<ShuffleDependency> shuffles() {
    return dependencies.stream()
        .filter(ShuffleDependency.class::isInstance)
        .map(ShuffleDependency.class::cast)
        .toList();
  }

  /** The inputs that stay where they are. */
  public final List<RddNode> narrowParents() {
    return dependencies.stream()
        .filter(NarrowDependency.class::isInstance)
        .map(Dependency::parent)
        .toList();
  }

  @Override
  public final void compute(int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    boolean first = true;
    try (Grouper grouper = Grouper.open(grouping, partition, context, out)) {
      for (int input = 0; input < dependencies.size(); input++) {
        Dependency dependency = dependencies.get(input);
        if (dependency instanceof ShuffleDependency shuffle) {
          first &= context.shuffles().read(shuffle, partition, context, grouper.intake(input));
        } else {
          int from = ((Dependency.OneToOne) dependency).parentPartition(partition);
          RddNode parent = dependency.parent();
          boolean kept = context.store().hasObjects(parent.id(), from);
          parent.push(from, context, grouper.adder(input, kept));
        }
      }
      long groups = grouper.finish(context.task().faultBefore("reduce.record", out));
      context.count(Measure.GROUPS, first && !shuffles().isEmpty() ? groups : 0);
    }
  }
}
