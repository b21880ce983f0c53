package dev.tandem.mapreduce.plan;

import dev.tandem.mapreduce.shuffle.PulledGroups;
import java.io.IOException;

/** A reduce task that pulls its groups: what Hadoop's {@code Reducer.run} is. */
public non-sealed interface ReduceLoop extends ReduceFunction {
  /**
   * Reduces one partition.
   *
   * @param groups may be left unread
   * @param task where results go
   * @throws IOException if the storage fails
   * @throws dev.tandem.contract.plan.StepFailure if the user's code fails; names its class
   */
  void run(PulledGroups groups, LoopTask task) throws IOException;
}
