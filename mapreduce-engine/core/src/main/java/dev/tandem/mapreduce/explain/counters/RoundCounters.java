package dev.tandem.mapreduce.explain.counters;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All counters of a round, which is a job to Hadoop.
 *
 * @param round its number
 * @param name its name
 * @param tasks the task counters of its committed tasks, each counted once; what was not observed
 *     is missing
 * @param files the file system counters of its committed tasks, by scheme in upper case
 * @param job the job counters, those that are not 0
 * @param input bytes of files that its committed map tasks took their records from: Hadoop's {@code
 *     FileInputFormatCounter}
 * @param output bytes of files that it left, for the run or for later rounds: Hadoop's {@code
 *     FileOutputFormatCounter}
 * @param complete whether the round came to its end; if not, these are the counters of the tasks
 *     that were committed until then
 */
public record RoundCounters(
    int round,
    String name,
    Map<TaskCounter, Long> tasks,
    Map<String, Map<FileSystemCounter, Long>> files,
    Map<JobCounter, Long> job,
    long input,
    long output,
    boolean complete) {
  /** Hadoop's {@code ShuffleErrors}. Without a network, all are of one kind. */
  private static final List<String> SHUFFLE_ERRORS =
      List.of("BAD_ID", "CONNECTION", "IO_ERROR", "WRONG_LENGTH", "WRONG_MAP", "WRONG_REDUCE");

  /** Makes the maps unmodifiable. */
  public RoundCounters {
    tasks = Collections.unmodifiableMap(tasks);
    files = Collections.unmodifiableMap(files);
    job = Collections.unmodifiableMap(job);
  }

  /**
   * The counters of a round that came to its end.
   *
   * @param uber whether it ran in one slot, one task after the other
   * @param homes for each map task the node that wrote what it reads; -1 if it reads files
   * @param units all units of the run
   * @param megabytes of memory that a slot has
   */
  public static RoundCounters of(
      int round,
      String name,
      TaskCounters tasks,
      boolean uber,
      List<Integer> homes,
      List<UnitReport> units,
      long megabytes) {
    Map<JobCounter, Long> job = new EnumMap<>(JobCounter.class);
    long input = 0;
    long output = 0;
    for (UnitReport unit : units) {
      boolean map = unit.name().startsWith("round " + round + " map");
      if (map || unit.name().startsWith("round " + round + " reduce")) {
        count(job, unit, map, megabytes);
        if (map) {
          unit.tasks().forEach(task -> add(job, locality(task, homes.get(task.task())), 1));
        }
        input += sum(unit, Measure.INPUT_BYTES, Measure.REREAD_BYTES);
        output += sum(unit, Measure.OUTPUT_BYTES, Measure.MATERIALIZED_BYTES);
      }
    }
    if (uber) {
      long maps = job.getOrDefault(JobCounter.TOTAL_LAUNCHED_MAPS, 0L);
      long reduces = job.getOrDefault(JobCounter.TOTAL_LAUNCHED_REDUCES, 0L);
      happened(job, JobCounter.TOTAL_LAUNCHED_UBERTASKS, maps + reduces);
      happened(job, JobCounter.NUM_UBER_SUBMAPS, maps);
      happened(job, JobCounter.NUM_UBER_SUBREDUCES, reduces);
    }
    return new RoundCounters(round, name, tasks.toMap(), tasks.files(), job, input, output, true);
  }

  /** The same of a round that did not come to its end. */
  public RoundCounters incomplete() {
    return new RoundCounters(round, name, tasks, files, job, input, output, false);
  }

  private static long sum(UnitReport unit, Measure... measures) {
    return Stream.of(measures).mapToLong(one -> unit.ledger().getOrDefault(one, 0L)).sum();
  }

  private static void count(
      Map<JobCounter, Long> job, UnitReport unit, boolean map, long megabytes) {
    long failed = unit.ledger().getOrDefault(Measure.FAILED_ATTEMPTS, 0L);
    long ended = unit.tasks().stream().filter(task -> !task.succeeded()).count();
    long launched = unit.tasks().size();
    happened(job, map ? JobCounter.NUM_FAILED_MAPS : JobCounter.NUM_FAILED_REDUCES, failed);
    happened(job, map ? JobCounter.NUM_KILLED_MAPS : JobCounter.NUM_KILLED_REDUCES, ended - failed);
    if (launched > 0) {
      add(job, map ? JobCounter.TOTAL_LAUNCHED_MAPS : JobCounter.TOTAL_LAUNCHED_REDUCES, launched);
      long millis = unit.tasks().stream().mapToLong(RoundCounters::millis).sum();
      add(job, map ? JobCounter.SLOTS_MILLIS_MAPS : JobCounter.SLOTS_MILLIS_REDUCES, millis);
      add(job, map ? JobCounter.MILLIS_MAPS : JobCounter.MILLIS_REDUCES, millis);
      add(job, map ? JobCounter.VCORES_MILLIS_MAPS : JobCounter.VCORES_MILLIS_REDUCES, millis);
      add(job, map ? JobCounter.MB_MILLIS_MAPS : JobCounter.MB_MILLIS_REDUCES, millis * megabytes);
    }
  }

  /** All nodes are in one rack: who does not have the data gets it from a neighbour. */
  private static JobCounter locality(TaskReport task, int home) {
    if (home < 0) {
      return JobCounter.OTHER_LOCAL_MAPS;
    }
    return task.node() == home ? JobCounter.DATA_LOCAL_MAPS : JobCounter.RACK_LOCAL_MAPS;
  }

  private static long millis(TaskReport task) {
    return task.endMillis() - task.startMillis();
  }

  /**
   * Events have a counter once there was one; times have theirs with the first attempt, 0 ms too.
   */
  private static void happened(Map<JobCounter, Long> job, JobCounter counter, long events) {
    if (events != 0) {
      add(job, counter, events);
    }
  }

  private static void add(Map<JobCounter, Long> job, JobCounter counter, long amount) {
    job.merge(counter, amount, Long::sum);
  }

  /** The counters by Hadoop's groups and names, as its history keeps them. */
  public Map<String, Map<String, Long>> byGroup() {
    Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
    files.forEach(
        (scheme, numbers) ->
            numbers.forEach(
                (counter, amount) ->
                    group(groups, CounterText.FILE_SYSTEMS)
                        .put(scheme + "_" + counter.name(), amount)));
    job.forEach((counter, amount) -> group(groups, CounterText.JOB).put(counter.name(), amount));
    tasks.forEach(
        (counter, amount) -> group(groups, CounterText.TASKS).put(counter.name(), amount));
    shuffleErrors()
        .forEach((error, amount) -> group(groups, CounterText.SHUFFLE).put(error, amount));
    addBytes(groups, CounterText.INPUT, "BYTES_READ", input);
    addBytes(groups, CounterText.OUTPUT, "BYTES_WRITTEN", output);
    return groups;
  }

  /** Fetches that failed by Hadoop's kinds, in its order; none in a round without a shuffle. */
  public Map<String, Long> shuffleErrors() {
    Map<String, Long> errors = new LinkedHashMap<>();
    Long failed = tasks.get(TaskCounter.FAILED_SHUFFLE);
    if (failed != null) {
      for (String error : SHUFFLE_ERRORS) {
        errors.put(error, error.equals("IO_ERROR") ? failed : 0);
      }
    }
    return errors;
  }

  private static void addBytes(
      Map<String, Map<String, Long>> groups, String group, String name, long bytes) {
    if (bytes > 0) {
      group(groups, group).put(name, bytes);
    }
  }

  private static Map<String, Long> group(Map<String, Map<String, Long>> groups, String name) {
    return groups.computeIfAbsent(name, group -> new LinkedHashMap<>());
  }

  /** The amount of a task counter; 0 if nothing was counted. */
  public long get(TaskCounter counter) {
    return tasks.getOrDefault(counter, 0L);
  }

  /** The amount of a job counter. */
  public long get(JobCounter counter) {
    return job.getOrDefault(counter, 0L);
  }

  /** As Hadoop prints counters at the end of a job. */
  @Override
  public String toString() {
    return CounterText.of(byGroup());
  }
}
