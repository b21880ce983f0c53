package dev.tandem.contract.flow;

import java.io.Serializable;
import java.util.Iterator;

/**
 * A function of one key and all its values, called once per key.
 *
 * @param <K> the key
 * @param <V> the values
 * @param <R> the results
 */
@FunctionalInterface
public interface GroupFn<K, V, R> extends Serializable {
  /**
   * Emits the results for one group. The values are a single pass in no particular order unless the
   * {@link Grouping} asks for one; reading only some of them is allowed.
   *
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  void apply(K key, Iterator<V> values, Emitter<R> out) throws Exception;
}
