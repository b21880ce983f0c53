package dev.tandem.mapreduce.api;

import dev.tandem.contract.plan.TaskScope;
import dev.tandem.mapreduce.plan.LoopTask;
import java.util.HashMap;
import java.util.Map;

/**
 * The user's counters of one attempt, or of all its combiners, over the engine's: those count once
 * for each task, from the attempt that was committed; the names of the others are given back.
 * Combiners run on threads of their own, so all changes hold the lock of the attempt.
 */
final class TaskCounters {
  private final CounterNames names;
  private final TaskScope scope;
  private final Object lock;
  private final Map<CounterNames.Place, Counter> known = new HashMap<>();

  private TaskCounters(CounterNames names, TaskScope scope, Object lock) {
    this.names = names;
    this.scope = scope;
    this.lock = lock;
  }

  /** Counters of an attempt, on its own thread: they hear of its failure. */
  static TaskCounters of(JobPlan plan, LoopTask task) {
    TaskCounters counters = new TaskCounters(plan.counters(), task.scope(), task.context());
    task.context().onAbort(counters::giveBack);
    return counters;
  }

  private void giveBack() {
    synchronized (lock) {
      names.giveBack(known.keySet());
      known.clear();
    }
  }

  Counter counter(String group, String name) {
    synchronized (lock) {
      CounterNames.Place place = names.place(group, name);
      return known.computeIfAbsent(place, this::counted);
    }
  }

  private Counter counted(CounterNames.Place place) {
    names.take(place);
    return new Counted(place.name(), scope.counter(place.key()), lock);
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
