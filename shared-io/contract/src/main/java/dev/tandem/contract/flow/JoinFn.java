package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A function of one match of a join. The side that is missing in an outer join is null: the only
 * null that Tandem hands out.
 *
 * @param <K> the key
 * @param <V> the left value
 * @param <W> the right value
 * @param <R> the results
 */
@FunctionalInterface
public interface JoinFn<K, V, W, R> extends Serializable {
  /**
   * Emits the results for one pair of values with the same key.
   *
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  void apply(K key, V left, W right, Emitter<R> out) throws Exception;
}
