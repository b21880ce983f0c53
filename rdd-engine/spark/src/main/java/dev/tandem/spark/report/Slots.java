package dev.tandem.spark.report;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which task runs where: Spark tells the executor; a slot is the first one of it that is free. Not
 * thread-safe.
 */
final class Slots {
  /**
   * Where and when an attempt ran.
   *
   * @param executor its number, in the order of appearance
   * @param slot of the executor
   * @param startMillis since the run began
   * @param endMillis since the run began
   */
  record Run(int executor, int slot, long startMillis, long endMillis) {}

  private final Map<String, Integer> executors = new HashMap<>();
  private final Map<Integer, BitSet> taken = new HashMap<>();
  private final Map<Long, Run> running = new HashMap<>();

  void start(long task, String executorId, long millis) {
    int executor = executors.computeIfAbsent(executorId, id -> executors.size());
    BitSet slots = taken.computeIfAbsent(executor, e -> new BitSet());
    int slot = slots.nextClearBit(0);
    slots.set(slot);
    running.put(task, new Run(executor, slot, millis, millis));
  }

  Run end(long task, long millis) {
    Run run = running.remove(task);
    if (run == null) {
      return new Run(0, 0, millis, millis);
    }
    taken.get(run.executor()).clear(run.slot());
    return new Run(run.executor(), run.slot(), run.startMillis(), millis);
  }

  boolean busy() {
    return !running.isEmpty();
  }
}
