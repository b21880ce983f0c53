package dev.tandem.harness;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import java.util.List;
import java.util.Map;

/** Somebody who runs jobs for time: an engine, or plain Java. */
interface Contender {
  /** Whether it can run the job at all. */
  boolean has(Job job);

  /**
   * Runs a job from its definition to the committed output.
   *
   * @param inputs paths
   * @param params of the job, as typed
   * @param options where the output goes and what may be used
   * @return the ledger; empty where nothing is counted
   * @throws Exception if it did not succeed
   */
  Map<Measure, Long> run(
      Job job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception;
}
