package dev.tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static BenchReport report(JobResult... jobs) {
    return FakeReports.report(List.of(jobs), List.of());
  }

  private static JobResult job(String name, Result... results) {
    return FakeReports.job(name, List.of(results), List.of(), List.of());
  }

  private static Result takes(String contender, double millis) {
    return FakeReports.right(contender, millis, 0.001, Map.of());
  }

  @Test
  void saysWhoWonByHowMuchWithTheInterval() {
    Findings findings = Findings.of(report(job("sort", takes("rdd", 100), takes("spark", 200))));
    assertThat(findings.sentence())
        .matches(
            "rdd won sort, (2\\.0\\d|1\\.9\\d) times as fast as spark"
                + " \\(99 % interval \\d\\.\\d\\d – \\d\\.\\d\\d\\)\\.");
    assertThat(findings.valid()).isTrue();
  }

  @Test
  void saysNoDifferencePlainly() {
    Result one = FakeReports.right("rdd", 100, 0.2, Map.of());
    Result other = FakeReports.right("spark", 101, 0.2, Map.of());
    Findings findings = Findings.of(report(job("sort", one, other, takes("baseline", 900))));
    assertThat(findings.sentence()).isEqualTo("no difference between rdd and spark on sort.");
    assertThat(findings.jobs().get(0).next()).isEqualTo("baseline");
  }

  @Test
  void jobsWithTheSameWinnerShareAClause() {
    Findings findings =
        Findings.of(
            report(
                job("sort", takes("rdd", 100), takes("spark", 200)),
                job("join", takes("rdd", 100), takes("spark", 400)),
                job("grep", takes("rdd", 300), takes("spark", 100))));
    assertThat(findings.sentence())
        .startsWith("rdd won sort and join, ")
        .contains(" times as fast as the next (intervals within ", "; spark won grep, ");
    assertThat(findings.cards().get(0).big()).isEqualTo("first on 2 of 3");
    assertThat(findings.cards().get(1).lines().get(0))
        .startsWith("against rdd: faster on 1 (takes 0.3")
        .contains(", slower on 2 (takes ");
  }

  @Test
  void whoWasWrongOrFailedDoesNotCompete() {
    Findings findings =
        Findings.of(
            report(
                job(
                    "sort",
                    takes("rdd", 100),
                    FakeReports.without("spark", Status.WRONG, "key 'a'"),
                    FakeReports.without("hadoop", Status.MISSING, "")),
                job("join", FakeReports.without("rdd", Status.FAILED, "no disk"))));
    assertThat(findings.sentence())
        .isEqualTo("only rdd has times on sort; nobody has a time on join.");
    assertThat(findings.valid()).isFalse();
    assertThat(findings.validity()).contains("spark on sort and rdd on join.");
    assertThat(findings.cards().get(1).lines())
        .containsExactly("no job in common with rdd", "wrong on 1 job");
  }
}
