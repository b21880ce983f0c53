package dev.tandem.mapreduce;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScopes;

/**
 * The reduce function of a round: turns each key with its values into none, one or many records.
 * The values are an {@code Iterator}, a {@link dev.tandem.contract.plan.CoGroup} where several
 * inputs were grouped, or one merged accumulator where there is a combiner. Opened once in each
 * task attempt.
 */
@FunctionalInterface
public interface Reducer {
  /**
   * Opens the function for one task.
   *
   * @param scopes binds what the user's functions captured
   * @param out takes what the function emits
   * @return takes the groups, in the order of their keys
   */
  Collector open(TaskScopes scopes, Collector out);
}
