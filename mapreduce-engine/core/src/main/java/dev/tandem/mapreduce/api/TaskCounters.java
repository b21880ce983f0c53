package dev.tandem.mapreduce.api;

import dev.tandem.contract.plan.TaskScope;
import java.util.HashMap;
import java.util.Map;

/**
 * The user's counters of one attempt, or of its combiner, over the engine's: those count once for
 * each task, from the attempt that was committed. Combiners run on threads of their own, so all
 * changes hold the lock of the attempt.
 */
final class TaskCounters {
  private final CounterNames names;
  private final TaskScope scope;
  private final Object lock;
  private final Map<String, Counter> known = new HashMap<>();

  /**
   * @param names of the job's counters
   * @param scope the engine's counters
   * @param lock of the attempt
   */
  TaskCounters(CounterNames names, TaskScope scope, Object lock) {
    this.names = names;
    this.scope = scope;
    this.lock = lock;
  }

  Counter counter(String group, String name) {
    synchronized (lock) {
      String key = names.key(group, name);
      return known.computeIfAbsent(key, k -> new Counted(names.name(k), scope.counter(k), lock));
    }
  }

  private static final class Counted implements Counter {
    private final String name;
    private final dev.tandem.contract.flow.Counter cell;
    private final Object lock;
    private long value;

    Counted(String name, dev.tandem.contract.flow.Counter cell, Object lock) {
      this.name = name;
      this.cell = cell;
      this.lock = lock;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public long getValue() {
      synchronized (lock) {
        return value;
      }
    }

    @Override
    public void setValue(long other) {
      synchronized (lock) {
        cell.add(other - value);
        value = other;
      }
    }

    @Override
    public void increment(long amount) {
      synchronized (lock) {
        cell.add(amount);
        value += amount;
      }
    }
  }
}
