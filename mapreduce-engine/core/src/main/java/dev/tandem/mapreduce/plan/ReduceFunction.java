package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import java.util.List;

/**
 * What the reduce tasks of a round do with groups: steps of a plan, which groups are pushed
 * through, or a loop that somebody wrote, which pulls them.
 */
public sealed interface ReduceFunction permits FusedSteps, ReduceLoop {
  /** The operations of the plan that are done here, in order; none in a loop. */
  default List<Operation> operations() {
    return List.of();
  }
}
