package dev.tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.harness.BenchReport.Fork;
import dev.tandem.harness.BenchReport.Phase;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Status;
import dev.tandem.harness.Usage;
import dev.tandem.harness.report.PhaseTimes.Share;
import dev.tandem.harness.stats.Summary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
  private static Result result(double median, Phase... phases) {
    double[] millis = {median};
    return new Result(
        "rdd",
        Status.RIGHT,
        "",
        List.of(new Fork(1, millis, List.of())),
        Summary.of(millis),
        Map.of(),
        Map.of(),
        Usage.NONE,
        List.of(phases),
        Map.of());
  }

  private static Phase phase(String name, long start, long end) {
    return new Phase(name, start, end, 1, Map.of());
  }

  @Test
  void phasesThatOverlapShareTheirTime() {
    List<Share> shares = PhaseTimes.of(result(120, phase("map", 10, 70), phase("reduce", 50, 100)));
    assertThat(shares).extracting(Share::name).containsExactly("map", "reduce", PhaseTimes.OUTSIDE);
    assertThat(shares).extracting(Share::millis).containsExactly(50.0, 40.0, 30.0);
  }

  @Test
  void sharesAddUpToTheRunWhereItsPhasesEndAfterTheMedian() {
    List<Share> shares = PhaseTimes.of(result(90, phase("a", 0, 40), phase("b", 60, 100)));
    assertThat(shares.stream().mapToDouble(Share::millis).sum()).isEqualTo(100);
  }

  @Test
  void nothingIsToldWherePhasesAreNotObservable() {
    assertThat(PhaseTimes.of(result(90))).isEmpty();
  }
}
