package dev.tandem.spark.report;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Counter;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.util.AccumulatorV2;

/**
 * What tasks count: the user's counters by operation and partition, measures by task. Spark adds up
 * the books of successful attempts only; the driver keeps the first entry for each place, so that a
 * partition that is computed again (for another action, or because it was lost) counts once.
 *
 * <p>Spark may look into the books of a task while it runs: all maps are concurrent.
 */
public final class TaskBooks extends AccumulatorV2<Object, TaskBooks> {
  private static final long serialVersionUID = 1L;

  /** What counts once: a partition of an operation, or a task of a stage. */
  private record Place(int of, int partition) implements Serializable {}

  private record Cell(int opening, String name) implements Serializable {}

  private final Map<Place, Map<Cell, Amount>> counters = new ConcurrentHashMap<>();
  private final Map<Place, Map<Measure, Long>> measures = new ConcurrentHashMap<>();

  /** Records by shuffle and partition. */
  private final Map<Integer, Map<Integer, Long>> fetched = new ConcurrentHashMap<>();

  private final AtomicInteger openings = new AtomicInteger();

  /** The number of a new opening of an operation, in a task. */
  public int nextOpening() {
    return openings.getAndIncrement();
  }

  /** The cell of a counter, in a task. */
  public Counter counter(int operation, int partition, int opening, String name) {
    return counters
        .computeIfAbsent(new Place(operation, partition), place -> new ConcurrentHashMap<>())
        .computeIfAbsent(new Cell(opening, name), cell -> new Amount(name));
  }

  /** Counts in a task. */
  public void count(int stage, int task, Measure measure, long amount) {
    if (amount != 0) {
      measures
          .computeIfAbsent(new Place(stage, task), place -> new ConcurrentHashMap<>())
          .merge(measure, amount, Long::sum);
    }
  }

  /** A task has fetched a partition of a shuffle. */
  public void fetched(int shuffle, int partition, long records) {
    fetched.computeIfAbsent(shuffle, number -> new ConcurrentHashMap<>()).put(partition, records);
  }

  /** The task only looks: nothing that it has counted counts. */
  public void discard() {
    counters.clear();
    measures.clear();
  }

  /** The user's counters: of the openings of an operation for one partition the greatest. */
  public Map<String, Long> counters() {
    Map<String, Long> sums = new TreeMap<>();
    for (Map<Cell, Amount> cells : counters.values()) {
      Map<String, Long> greatest = new TreeMap<>();
      cells.forEach((cell, amount) -> greatest.merge(cell.name(), amount.amount, Math::max));
      greatest.forEach((name, n) -> sums.merge(name, n, Long::sum));
    }
    return sums;
  }

  /** Whether a task, by Spark's numbers, counts. */
  @FunctionalInterface
  interface Counts {
    boolean test(int stage, int task);
  }

  /** The sum of a measure over the tasks that count. */
  long sum(Measure measure, Counts counts) {
    return measures.entrySet().stream()
        .filter(entry -> counts.test(entry.getKey().of(), entry.getKey().partition()))
        .mapToLong(entry -> entry.getValue().getOrDefault(measure, 0L))
        .sum();
  }

  /** Records fetched of a shuffle, each partition once. */
  public long fetched(int shuffle) {
    return fetched.getOrDefault(shuffle, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** How many partitions of a shuffle have been fetched. */
  public long partitionsFetched(int shuffle) {
    return fetched.getOrDefault(shuffle, Map.of()).size();
  }

  @Override
  public boolean isZero() {
    return counters.isEmpty() && measures.isEmpty() && fetched.isEmpty();
  }

  @Override
  public TaskBooks copy() {
    TaskBooks copy = new TaskBooks();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    discard();
    fetched.clear();
  }

  @Override
  public void add(Object nothing) {
    throw new UnsupportedOperationException("tasks count by name");
  }

  /**
   * Takes over what is new; places that are known stay as they are. The time it takes depends on
   * what comes in, not on what is there: the driver merges the books of every task.
   */
  @Override
  public void merge(AccumulatorV2<Object, TaskBooks> other) {
    TaskBooks more = (TaskBooks) other;
    more.counters.forEach(counters::putIfAbsent);
    more.measures.forEach(measures::putIfAbsent);
    more.fetched.forEach(
        (shuffle, partitions) ->
            partitions.forEach(
                (partition, records) ->
                    fetched
                        .computeIfAbsent(shuffle, number -> new ConcurrentHashMap<>())
                        .putIfAbsent(partition, records)));
  }

  @Override
  public TaskBooks value() {
    return this;
  }

  /** Changed by one thread, the task's. */
  private static final class Amount implements Counter {
    private static final long serialVersionUID = 1L;
    private final String name;
    private long amount;

    Amount(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(long n) {
      amount += n;
    }
  }
}
