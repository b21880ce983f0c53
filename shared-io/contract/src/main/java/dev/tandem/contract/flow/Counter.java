package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A handle on a user's counter. A function captures it; inside each task the handle is bound to
 * that task. A counter counts once per operation and partition, from the first attempt that
 * succeeded: retries, speculation and recomputation change nothing.
 */
public interface Counter extends Serializable {
  /** The counter's name. */
  String name();

  /**
   * Adds {@code n}.
   *
   * @throws IllegalStateException when called on the driver, outside of a task
   */
  void add(long n);

  /** Adds one. */
  default void increment() {
    add(1);
  }
}
