package dev.tandem.contract.engine;

import dev.tandem.contract.io.Digest;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run.
 *
 * @param job the name of the job
 * @param engine the name of the engine
 * @param status how it ended
 * @param wallMillis from opening the session to the commit, in milliseconds
 * @param ledger the measures, in the order of {@link Measure}; those that the engine cannot observe
 *     are missing, which is not the same as 0
 * @param counters the user's counters, by name
 * @param outputs one for each file write, in plan order
 * @param units the rounds or stages that ran, in order
 * @param plan what was executed, over all evaluations
 * @param warnings what the user should know
 * @param nativeCounters what the engine's own system calls its counters: by unit, group and name;
 *     Hadoop's for each round of MapReduce, empty where there are none
 */
public record RunReport(
    String job,
    String engine,
    Status status,
    long wallMillis,
    Map<Measure, Long> ledger,
    Map<String, Long> counters,
    List<Output> outputs,
    List<UnitReport> units,
    Explanation plan,
    List<String> warnings,
    Map<String, Map<String, Map<String, Long>>> nativeCounters) {

  /** A report without native counters. */
  public RunReport(
      String job,
      String engine,
      Status status,
      long wallMillis,
      Map<Measure, Long> ledger,
      Map<String, Long> counters,
      List<Output> outputs,
      List<UnitReport> units,
      Explanation plan,
      List<String> warnings) {
    this(
        job,
        engine,
        status,
        wallMillis,
        ledger,
        counters,
        outputs,
        units,
        plan,
        warnings,
        Map.of());
  }

  /** The same report with native counters. */
  public RunReport withNativeCounters(Map<String, Map<String, Map<String, Long>>> amounts) {
    return new RunReport(
        job, engine, status, wallMillis, ledger, counters, outputs, units, plan, warnings, amounts);
  }

  /** How a run ended. */
  public enum Status {
    /** Committed. */
    SUCCEEDED,
    /** Failed; nothing is visible. */
    FAILED,
    /** Stopped from outside; nothing is visible. */
    CANCELLED,
    /** Not ended yet. */
    RUNNING
  }

  /**
   * One file write.
   *
   * @param name the write's name in the plan
   * @param path the folder that holds its part files
   * @param digest of its records
   * @param files number of part files
   * @param bytes of its part files
   */
  public record Output(String name, String path, Digest digest, int files, long bytes) {}

  /**
   * A round's phase or a stage that ran.
   *
   * @param name {@code round 1 map: counts}, {@code stage 2: counts}
   * @param startMillis since the session was opened
   * @param endMillis since the session was opened
   * @param tasks in order of their number, one for each attempt
   * @param ledger the measures of its committed tasks
   */
  public record UnitReport(
      String name,
      long startMillis,
      long endMillis,
      List<TaskReport> tasks,
      Map<Measure, Long> ledger) {}

  /**
   * One attempt of a task.
   *
   * @param task its number
   * @param attempt the number of the try
   * @param node the virtual node
   * @param slot the slot of the node
   * @param startMillis since the session was opened
   * @param endMillis since the session was opened
   * @param succeeded whether it was committed
   * @param failed whether it ended by a fault of its own. One that neither succeeded nor failed was
   *     dropped: it was told to stop, came second, or lost its input or its node
   */
  public record TaskReport(
      int task,
      int attempt,
      int node,
      int slot,
      long startMillis,
      long endMillis,
      boolean succeeded,
      boolean failed) {
    /** An attempt that was not dropped. */
    public TaskReport(
        int task,
        int attempt,
        int node,
        int slot,
        long startMillis,
        long endMillis,
        boolean succeeded) {
      this(task, attempt, node, slot, startMillis, endMillis, succeeded, !succeeded);
    }
  }

  /** The digest of all outputs together. */
  public Digest digest() {
    return outputs.stream().map(Output::digest).reduce(Digest.EMPTY, Digest::plus);
  }

  /** Whether the engine can observe a measure; one that it cannot has no amount. */
  public boolean observes(Measure measure) {
    return ledger.containsKey(measure);
  }

  /** One measure; 0 where it is not observed. */
  public long get(Measure measure) {
    return ledger.getOrDefault(measure, 0L);
  }
}
