package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import java.util.List;

/**
 * What the map tasks of a round do with the records of an input: steps of a plan, which records are
 * pushed through, or a loop that somebody wrote, which pulls them.
 */
public sealed interface MapFunction permits FusedSteps, MapLoop {
  /** The operations of the plan that are done here, in order; none in a loop. */
  default List<Operation> operations() {
    return List.of();
  }
}
