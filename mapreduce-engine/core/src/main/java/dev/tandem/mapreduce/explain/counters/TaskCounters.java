package dev.tandem.mapreduce.explain.counters;

import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The task counters of one attempt, or of all tasks of a round. What was not observed is missing,
 * which is not the same as 0. Not thread-safe.
 */
public final class TaskCounters {
  private final Map<TaskCounter, Long> amounts = new EnumMap<>(TaskCounter.class);

  /** Adds to a counter; for a peak, raises it. */
  public void add(TaskCounter counter, long amount) {
    amounts.merge(counter, amount, counter.isPeak() ? Math::max : Long::sum);
  }

  /** Adds all counters of another sheet. */
  public void add(TaskCounters other) {
    other.amounts.forEach(this::add);
  }

  /** Takes over what the ledger of an attempt has counted. */
  public void add(TaskCounter counter, Ledger ledger, Measure measure) {
    add(counter, ledger.get(measure));
  }

  /** The amount of a counter; 0 if nothing was counted. */
  public long get(TaskCounter counter) {
    return amounts.getOrDefault(counter, 0L);
  }

  /** What was counted, in Hadoop's order; unmodifiable. */
  public Map<TaskCounter, Long> toMap() {
    return Collections.unmodifiableMap(amounts);
  }
}
