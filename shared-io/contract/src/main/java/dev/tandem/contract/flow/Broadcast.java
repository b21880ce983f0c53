package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * A read-only value that every task may use, shipped once per node instead of once per closure: a
 * side input of the steps that capture this handle.
 *
 * @param <T> the value
 */
public interface Broadcast<T> extends Serializable {
  /**
   * The value; must not be changed. On the driver the very object that was broadcast, in a task the
   * node's own copy.
   */
  T value();
}
