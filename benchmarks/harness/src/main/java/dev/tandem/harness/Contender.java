package dev.tandem.harness;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import dev.tandem.harness.BenchReport.Phase;
import java.util.List;
import java.util.Map;

/** Somebody who runs jobs for time: an engine, or a hand-written program beside the engines. */
interface Contender {
  /** The name in tables. */
  String name();

  /** {@code engine} or {@code peer}. */
  String kind();

  /** One sentence on how it works. */
  String about();

  /** Of what runs, or of the library behind it; "unknown" if it does not say. */
  String version();

  /**
   * Whether it can run the job at all.
   *
   * @param params of the job, as typed
   */
  boolean has(String job, Map<String, String> params);

  /**
   * Runs a job from its definition to the committed output.
   *
   * @param inputs paths
   * @param params of the job, as typed
   * @param options where the output goes and what may be used
   * @throws Exception if it did not succeed
   */
  Told run(Job job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception;

  /**
   * What a contender tells of its own run.
   *
   * @param ledger by {@link dev.tandem.contract.engine.Measure#key}; what it cannot observe is
   *     missing
   * @param phases in order; none where it does not tell
   */
  record Told(Map<String, Long> ledger, List<Phase> phases) {
    static final Told NOTHING = new Told(Map.of(), List.of());
  }
}
