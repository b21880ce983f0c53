package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StepChain;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.rdd.lineage.Dependency.OneParent;
import dev.tandem.rdd.shuffle.Partitioning;
import dev.tandem.rdd.store.PartitionStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An RDD each of whose partitions is computed from one partition of one parent, record by record.
 * Consecutive ones are fused into one {@link StepChain}; the walk to the RDD that begins the chain
 * is a loop, so that a lineage of ten thousand steps does not overflow the stack.
 */
abstract class NarrowRdd extends RddNode {
  NarrowRdd(
      Operation operation, List<? extends OneParent> dependencies, Partitioning partitioning) {
    super(operation, dependencies, partitioning);
  }

  /**
   * The dependency that a partition is computed from: the only one that has a parent for it.
   *
   * @param lineage one of them
   */
  final OneParent narrow(List<Dependency> lineage, int partition) {
    for (Dependency dependency : lineage) {
      if (dependency instanceof OneParent from && from.parentPartition(partition) >= 0) {
        return from;
      }
    }
    throw new IndexOutOfBoundsException("partition " + partition + " of " + this);
  }

  /** Whether there is something to do for each record, or the parent's records pass as they are. */
  abstract boolean isStep();

  @Override
  final void compute(List<Dependency> lineage, int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    List<Operation> steps = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    RddNode rdd = this;
    int place = partition;
    for (List<Dependency> from = lineage; from != null; from = unlessCutOrKept(rdd, context)) {
      NarrowRdd step = (NarrowRdd) rdd;
      if (step.isStep()) {
        steps.add(step.operation());
        places.put(step.id(), place);
      }
      OneParent dependency = step.narrow(from, place);
      rdd = dependency.parent();
      place = dependency.parentPartition(place);
    }
    Collections.reverse(steps);
    TaskScopes scopes = operation -> context.scope(operation, places.get(operation.id()));
    rdd.push(place, context, StepChain.link(rdd.operation(), steps, out, scopes));
  }

  /** What a step's own dependencies are; null where the chain begins. */
  private static List<Dependency> unlessCutOrKept(RddNode rdd, ComputeContext context) {
    boolean fused = rdd instanceof NarrowRdd && !context.store().keeps(rdd.id());
    return fused ? rdd.lineage() : null;
  }

  @Override
  public final int preferredNode(int partition, PartitionStore store) {
    RddNode rdd = this;
    int place = partition;
    int node = store.nodeOf(id(), partition);
    while (node < 0 && rdd instanceof NarrowRdd step) {
      List<Dependency> lineage = step.lineage();
      if (lineage == null) {
        return -1;
      }
      OneParent dependency = step.narrow(lineage, place);
      rdd = dependency.parent();
      place = dependency.parentPartition(place);
      node = store.nodeOf(rdd.id(), place);
    }
    return node < 0 && !(rdd instanceof NarrowRdd) ? rdd.preferredNode(place, store) : node;
  }
}
