package dev.tandem.harness;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/**
 * What one turn gave: a verdict, and times only if every run of it was right.
 *
 * @param verdict over all its runs, warm-up runs too
 * @param millis of the runs that count, in order; empty unless right
 * @param runs the records of these runs, in order
 * @param results of JMH; none where JMH did not run it
 */
record Round(
    Verdict verdict, double[] millis, List<RunRecord> runs, Collection<RunResult> results) {
  Round {
    if (verdict.status() != Status.RIGHT && millis.length > 0) {
      throw new IllegalArgumentException("times of a run that was " + verdict.status());
    }
  }

  static Round without(Verdict verdict) {
    return new Round(verdict, new double[0], List.of(), List.of());
  }
}
