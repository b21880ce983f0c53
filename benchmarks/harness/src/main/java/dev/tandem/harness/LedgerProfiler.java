package dev.tandem.harness;

import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Hands the ledger of each run to JMH as secondary results. JMH makes the profiler itself, so they
 * meet in a static field.
 */
public final class LedgerProfiler implements InternalProfiler {
  /**
   * What the labels of the ledger's results start with; the rest is {@link
   * dev.tandem.contract.engine.Measure#key}.
   */
  static final String PREFIX = "ledger.";

  private static volatile Map<String, Long> last = Map.of();

  /** Takes the ledger of the run that has just ended. */
  static void take(Map<String, Long> ledger) {
    last = ledger;
  }

  @Override
  public String getDescription() {
    return "the ledger of the run";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    last = Map.of();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return last.entrySet().stream().map(LedgerProfiler::result).toList();
  }

  private static ScalarResult result(Map.Entry<String, Long> entry) {
    String unit = entry.getKey().endsWith("Bytes") ? "bytes" : "#";
    return new ScalarResult(PREFIX + entry.getKey(), entry.getValue(), unit, AggregationPolicy.AVG);
  }
}
