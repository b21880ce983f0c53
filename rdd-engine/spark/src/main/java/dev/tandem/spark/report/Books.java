package dev.tandem.spark.report;

import dev.tandem.cluster.RunLog;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.spark.shuffle.Shuffle;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger of a run on Spark. Some measures are counted by our own code in tasks, some are
 * Spark's task metrics; what neither can see is left out:
 *
 * <ul>
 *   <li>records spilled: Spark counts the bytes only;
 *   <li>what is kept in memory: Spark tells of blocks, not of partitions that were found or
 *       dropped.
 * </ul>
 *
 * Spark hands no references from task to task and writes no files between stages: these are zero.
 */
public final class Books {
  private static final Set<Measure> UNSEEN =
      EnumSet.of(
          Measure.SPILLED_RECORDS,
          Measure.CACHED_PARTITIONS,
          Measure.CACHED_BYTES,
          Measure.CACHE_HITS,
          Measure.EVICTED_PARTITIONS);

  private static final Set<Measure> OWN =
      EnumSet.of(
          Measure.INPUT_RECORDS,
          Measure.INPUT_BYTES,
          Measure.MAP_OUTPUT_RECORDS,
          Measure.COMBINE_INPUT_RECORDS,
          Measure.GROUPS,
          Measure.OUTPUT_RECORDS,
          Measure.OUTPUT_BYTES);

  private final RunLog log;
  private final TaskBooks tasks;
  private final RunWatch watch;
  private final Map<Integer, Shuffle> shuffles = new LinkedHashMap<>();

  /**
   * @param log of the run
   * @param tasks what tasks count
   * @param watch what Spark tells
   */
  public Books(RunLog log, TaskBooks tasks, RunWatch watch) {
    this.log = log;
    this.tasks = tasks;
    this.watch = watch;
  }

  /** Notes a shuffle of the plan. */
  public void add(Shuffle shuffle) {
    shuffles.put(shuffle.number(), shuffle);
  }

  /** Whether a shuffle has been written by an earlier job. */
  public boolean hasRun(Shuffle shuffle) {
    return shuffles.containsKey(shuffle.number()) && watch.isPublished(shuffle.sparkId());
  }

  /** The failure that Spark has told of last; or null. */
  public dev.tandem.spark.task.TaskFailed lastFailure() {
    return watch.lastFailure();
  }

  private Ledger ledger() {
    Ledger ledger = new Ledger();
    ledger.add(log.ledger());
    TaskBooks.Counts first = (stage, task) -> !watch.isRepeated(stage, task);
    OWN.forEach(measure -> ledger.add(measure, tasks.sum(measure, first)));
    for (Shuffle shuffle : shuffles.values()) {
      long published = watch.published(shuffle.sparkId());
      if (shuffle.combines()) {
        ledger.add(Measure.COMBINE_OUTPUT_RECORDS, published);
      }
      boolean whole = tasks.partitionsFetched(shuffle.number()) == shuffle.partitions();
      ledger.add(Measure.FETCHED_RECORDS, whole ? tasks.fetched(shuffle.number()) : published);
    }
    return ledger;
  }

  /**
   * The laws of the ledger. What a {@code take} has left unread counts as fetched, as it does on
   * the embedded engine.
   */
  public List<String> violations() {
    return ledger().check();
  }

  /** What happened so far. */
  public RunReport report(RunReport.Status status, Explanation plan) {
    RunReport raw = log.toReport(status, plan);
    Map<Measure, Long> seen = new EnumMap<>(ledger().toMap());
    seen.keySet().removeAll(UNSEEN);
    return new RunReport(
        raw.job(),
        raw.engine(),
        raw.status(),
        raw.wallMillis(),
        seen,
        tasks.counters(),
        raw.outputs(),
        raw.units().stream().map(Books::seenOf).toList(),
        raw.plan(),
        raw.warnings());
  }

  /** Of a stage only what Spark's task metrics say. */
  private static RunReport.UnitReport seenOf(RunReport.UnitReport unit) {
    Map<Measure, Long> seen = new EnumMap<>(unit.ledger());
    seen.keySet()
        .retainAll(
            EnumSet.of(
                Measure.SHUFFLE_RECORDS,
                Measure.SHUFFLE_BYTES,
                Measure.SPILLED_BYTES,
                Measure.TASKS,
                Measure.FAILED_ATTEMPTS));
    return new RunReport.UnitReport(
        unit.name(), unit.startMillis(), unit.endMillis(), unit.tasks(), seen);
  }
}
