package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A function that pushes none, one or many results for each argument: the fast form of flatMap,
 * without a list in between.
 *
 * @param <A> the argument
 * @param <R> the results
 */
@FunctionalInterface
public interface FlatFn<A, R> extends Serializable {
  /**
   * Emits the results for {@code a} to {@code out}, which is valid during this call only.
   *
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  void apply(A a, Emitter<R> out) throws Exception;
}
