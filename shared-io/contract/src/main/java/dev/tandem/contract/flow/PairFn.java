package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A function that pushes none, one or many key-value pairs for each argument.
 *
 * @param <A> the argument
 * @param <K> the keys
 * @param <V> the values
 */
@FunctionalInterface
public interface PairFn<A, K, V> extends Serializable {
  /**
   * Emits the pairs for {@code a} to {@code out}, which is valid during this call only.
   *
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  void apply(A a, PairEmitter<K, V> out) throws Exception;
}
