package dev.tandem.mapreduce;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScopes;

/**
 * The map function of a round: turns each record of an input into none, one or many records. Opened
 * once in each task attempt, so that what it remembers belongs to that attempt.
 */
@FunctionalInterface
public interface Mapper {
  /**
   * Opens the function for one task.
   *
   * @param scopes binds what the user's functions captured
   * @param out takes what the function emits
   * @return takes the input's records, one after the other
   */
  Collector open(TaskScopes scopes, Collector out);
}
