package dev.tandem.rdd.store;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.plan.TaskScope;

/**
 * A scope in which counters do not count: for a task that only looks at records, which another one
 * will compute for good.
 *
 * @param scope binds everything else
 */
record Uncounted(TaskScope scope) implements TaskScope {
  @Override
  public Counter counter(String name) {
    return new Ignored(name);
  }

  @Override
  public Broadcast<?> broadcast(int id) {
    return scope.broadcast(id);
  }

  private record Ignored(String name) implements Counter {
    @Override
    public void add(long n) {
      // by intention
    }
  }
}
