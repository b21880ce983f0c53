package dev.tandem.harness;

import java.util.Map;

/**
 * What one fork gave: a verdict, and times only if every run of the fork was right.
 *
 * @param verdict over all its runs, warm-up runs too
 * @param millis of the runs that count, in order; empty unless right
 * @param secondary JMH's secondary results by label, means over the runs that count
 */
record Round(Verdict verdict, double[] millis, Map<String, Double> secondary) {
  Round {
    if (verdict.status() != Status.RIGHT && millis.length > 0) {
      throw new IllegalArgumentException("times of a run that was " + verdict.status());
    }
  }

  static Round without(Verdict verdict) {
    return new Round(verdict, new double[0], Map.of());
  }
}
