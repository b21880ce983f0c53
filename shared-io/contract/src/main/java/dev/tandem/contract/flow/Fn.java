package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A function of one argument that an engine ships to its tasks: serialisable, and free to throw.
 *
 * @param <A> the argument
 * @param <R> the result
 */
@FunctionalInterface
public interface Fn<A, R> extends Serializable {
  /**
   * Applies the function.
   *
   * @param a the argument, not null; the function must not change it
   * @return the result, not null
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  R apply(A a) throws Exception;
}
