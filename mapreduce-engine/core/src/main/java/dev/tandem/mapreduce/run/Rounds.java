package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import dev.tandem.mapreduce.explain.history.ReduceTimes;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.store.ResultStore;
import java.util.List;
import java.util.Map;

/**
 * Runs the rounds of a session, one at a time: {@link RoundRunner} on the slots of this engine, the
 * adapter for Hadoop as jobs of Hadoop's. What is planned is the same for both.
 */
public interface Rounds {
  /** Makes what runs the rounds of a session. */
  @FunctionalInterface
  interface Maker {
    /**
     * @param cluster of the run, on the driver
     * @param stage takes the files of the run's output
     * @throws IllegalArgumentException if a switch has a value that cannot be
     */
    Rounds open(Cluster cluster, OutputStage stage);
  }

  /**
   * Runs a round to its end. Results that it keeps are in the store then.
   *
   * @throws dev.tandem.contract.engine.JobFailed if a task failed as often as it may, or the run
   *     was cancelled
   */
  void run(Round round);

  /** Holds what rounds leave for later ones. */
  ResultStore store();

  /**
   * Whether the rounds went on without tasks that had failed for the last time: what those would
   * have fetched and written is missing, and the ledger's laws do not hold.
   */
  default boolean lackTasks() {
    return false;
  }

  /** When the parts of reduce tasks ended, by round and task; empty if that is not known. */
  default Map<Integer, Map<Integer, ReduceTimes>> reduceTimes() {
    return Map.of();
  }

  /**
   * Checks the ledger of the run, by what this system knows of tasks that ran again.
   *
   * @return one sentence for each violated law
   */
  default List<String> check(Ledger ledger) {
    return ledger.check();
  }

  /** Hadoop's counters of the rounds that have ended, in order; empty if they are not known. */
  default List<RoundCounters> counters() {
    return List.of();
  }
}
