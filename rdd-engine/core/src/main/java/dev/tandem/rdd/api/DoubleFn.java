package dev.tandem.rdd.api;

import java.io.Serializable;

/**
 * A function that makes a number: Spark's DoubleFunction.
 *
 * @param <T> what it is given
 */
@FunctionalInterface
public interface DoubleFn<T> extends Serializable {
  /**
   * Applies the function.
   *
   * @throws Exception if it fails; the task is then tried again
   */
  double call(T value) throws Exception;
}
