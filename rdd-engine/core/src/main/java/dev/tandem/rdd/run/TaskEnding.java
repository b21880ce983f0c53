package dev.tandem.rdd.run;

import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;

/**
 * What a task does with the records of its partition.
 *
 * @param <R> the result of the task
 */
@FunctionalInterface
public interface TaskEnding<R> {
  /**
   * Pushes the partition into something.
   *
   * @param rdd whose partition it is
   * @param partition its number
   * @param context of the task
   * @return the result of the task
   * @throws Exception if the task fails
   */
  R run(RddNode rdd, int partition, ComputeContext context) throws Exception;
}
