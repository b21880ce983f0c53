package dev.tandem.rdd.api;

import java.io.Serializable;

/**
 * A function that is called for what it does: Spark's VoidFunction.
 *
 * @param <T> what it is given
 */
@FunctionalInterface
public interface VoidFn<T> extends Serializable {
  /**
   * Takes one value.
   *
   * @throws Exception if it fails; the task is then tried again
   */
  void call(T value) throws Exception;
}
