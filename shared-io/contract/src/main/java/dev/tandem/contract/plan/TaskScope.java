package dev.tandem.contract.plan;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;

/**
 * What handles that a closure captured are bound to when a task opens its own copy of the closure.
 * One scope serves one operation.
 */
public interface TaskScope {
  /** The task's own cell of the counter of this name. */
  Counter counter(String name);

  /** The node's copy of a broadcast. */
  Broadcast<?> broadcast(int id);
}
