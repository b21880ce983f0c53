package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.Ratio;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How many threads pay off, and how sure that is. */
class CostsTest {
  /** Five JVMs with two times each, which vary by some percent. */
  private static double[][] around(double millis) {
    double[][] forks = new double[5][];
    Arrays.setAll(
        forks,
        i -> new double[] {millis * (0.98 + 0.01 * i), millis * (1.02 - 0.01 * ((i + 2) % 5))});
    return forks;
  }

  private static List<Result> results(double[][] engine, double[][] baseline) {
    Results results = new Results(1, List.of("rdd", Contenders.BASELINE));
    for (int i = 0; i < engine.length; i++) {
      results.add("rdd", 2 * i, round(engine[i]));
      if (baseline != null) {
        results.add(Contenders.BASELINE, 2 * i + 1, round(baseline[i]));
      }
    }
    return results.toList();
  }

  private static Round round(double[] millis) {
    List<RunRecord> runs =
        Arrays.stream(millis).mapToObj(time -> RunRecord.without(Verdict.RIGHT)).toList();
    return new Round(Verdict.RIGHT, millis, runs, List.of());
  }

  private static Cost cost(double[][] one, double[][] two, double[][] four) {
    SortedMap<Integer, List<Result>> fewer = new TreeMap<>();
    fewer.put(1, results(one, null));
    fewer.put(2, results(two, null));
    return Costs.of(1, 4, results(four, around(100)), fewer).get(0);
  }

  @Test
  void clearTimesGiveOneNumber() {
    Cost cost = cost(around(150), around(80), around(45));
    assertThat(cost.threads()).isEqualTo(2);
    assertThat(cost.interval()).isEqualTo("2");
    assertThat(cost.baselineMillis()).isBetween(99.0, 101.0);
  }

  @Test
  void timesThatCannotBeToldFromTheBaselineWidenTheInterval() {
    Cost cost = cost(around(150), around(99.5), around(60));
    assertThat(cost.threads()).isEqualTo(2);
    assertThat(cost.atLeast()).isEqualTo(2);
    assertThat(cost.atMost()).isEqualTo(4);
    assertThat(cost.interval()).isEqualTo("2 – 4");
  }

  @Test
  void aMedianAboveTheBaselineMayStillBeOneBelow() {
    Cost cost = cost(around(150), around(120), around(100.5));
    assertThat(cost.threads()).isZero();
    assertThat(cost.interval()).isEqualTo("4 – more than 4");
  }

  @Test
  void whatNeverPaysOffSaysSo() {
    Cost cost = cost(around(300), around(220), around(180));
    assertThat(cost.threads()).isZero();
    assertThat(cost.interval()).isEqualTo("more than 4");
  }

  @Test
  void aPairIsComparedOnceForBothSides() {
    List<Result> results = results(around(97), around(100));
    Ratio one = results.get(0).ratios().get(Contenders.BASELINE);
    assertThat(one).isEqualTo(results.get(1).ratios().get("rdd").inverse());
    assertThat(one.low()).isLessThan(one.high());
  }

  @Test
  void withoutABaselineThereIsNoCost() {
    assertThat(Costs.of(1, 4, results(around(10), null), new TreeMap<>())).isEmpty();
  }
}
