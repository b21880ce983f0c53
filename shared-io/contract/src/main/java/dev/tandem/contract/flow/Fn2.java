package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A function of two arguments that an engine ships to its tasks.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 * @param <R> the result
 */
@FunctionalInterface
public interface Fn2<A, B, R> extends Serializable {
  /**
   * Applies the function; neither argument may be changed.
   *
   * @return the result, not null
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  R apply(A a, B b) throws Exception;
}
