package dev.tandem.contract.flow;

import java.io.Serializable;
import java.util.Iterator;

/**
 * A function of one key and its values from two bags, called once per key that occurs on either
 * side.
 *
 * @param <K> the key
 * @param <V> the values of the left bag
 * @param <W> the values of the right bag
 * @param <R> the results
 */
@FunctionalInterface
public interface CoGroupFn<K, V, W, R> extends Serializable {
  /**
   * Emits the results for one key. Each side is a single pass, possibly empty, and the left side
   * must be read (as far as it is wanted) before the right one: asking the right side for a value
   * ends the left one.
   *
   * @throws Exception whatever the job throws; the task is tried again and the error names the step
   */
  void apply(K key, Iterator<V> left, Iterator<W> right, Emitter<R> out) throws Exception;
}
