package dev.tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Schedule;
import dev.tandem.harness.Status;
import dev.tandem.harness.report.Against.Row;
import dev.tandem.harness.stats.Ratio.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgainstTest {
  private static BenchReport report(Result... results) {
    JobResult job = FakeReports.job("sort", List.of(results), List.of(), List.of());
    return FakeReports.report(List.of(job), List.of());
  }

  private static Result takes(String contender, double millis) {
    return FakeReports.right(contender, millis, 0.01, Map.of());
  }

  private static BenchReport with(
      BenchReport report, Environment environment, Schedule schedule, List<Data> data) {
    return new BenchReport(
        report.schema(),
        report.suite(),
        report.started(),
        report.ended(),
        report.mode(),
        environment,
        report.profile(),
        schedule,
        report.resources(),
        report.seed(),
        report.confidence(),
        report.profilers(),
        report.contenders(),
        data,
        report.jobs(),
        report.threats());
  }

  @Test
  void saysWhatBecameFasterSlowerOrStayed() {
    Against against =
        Against.compare(
            report(takes("mapreduce", 200), takes("rdd", 100), takes("spark", 100)),
            report(takes("mapreduce", 100), takes("rdd", 150), takes("spark", 100)));
    assertThat(against.rows())
        .extracting(row -> row.ratio().verdict())
        .containsExactly(Verdict.FASTER, Verdict.SLOWER, Verdict.NO_DIFFERENCE);
    assertThat(against.rows().get(0).ratio().value()).isBetween(0.49, 0.51);
    assertThat(against.warnings()).isEmpty();
    assertThat(against.sentence())
        .isEqualTo(
            "Of 3 contenders on jobs: faster 1 (mapreduce on sort); slower 1 (rdd on sort);"
                + " no difference 1 (spark on sort).");
    assertThat(against.print())
        .contains("| sort | mapreduce | ", "| faster |", "| no difference |");
  }

  @Test
  void refusesWhatReadOtherData() {
    BenchReport now = report(takes("rdd", 100));
    Data data = now.datasets().get(0);
    Data other =
        new Data(
            data.name(),
            data.dataset(),
            data.params(),
            data.seed(),
            data.bytes(),
            data.records(),
            "0".repeat(64));
    BenchReport old = with(now, now.environment(), now.schedule(), List.of(other));
    Row row = Against.compare(old, now).rows().get(0);
    assertThat(row.ratio()).isNull();
    assertThat(row.refusal()).isEqualTo("other data: the digests differ");
    assertThat(Against.compare(old, now).sentence()).contains("not compared: 1");
  }

  @Test
  void refusesOtherParametersAndWhoHasNoTimes() {
    BenchReport right = report(takes("rdd", 100), takes("spark", 100));
    BenchReport wrong =
        report(takes("rdd", 100), FakeReports.without("spark", Status.WRONG, "key 'a'"));
    assertThat(Against.compare(wrong, right).rows().get(1).refusal())
        .isEqualTo("the older one has no times: wrong: key 'a'");
    assertThat(Against.compare(right, wrong).rows().get(1).refusal())
        .isEqualTo("the newer one has no times: wrong: key 'a'");
    assertThat(Against.compare(report(takes("rdd", 1)), right).rows().get(1).refusal())
        .isEqualTo("not in the older one");
    JobResult job = right.jobs().get(0);
    JobResult twenty =
        new JobResult(
            job.job(),
            Map.of("iterations", "20"),
            job.inputs(),
            job.bytes(),
            job.checkedAgainst(),
            job.digest(),
            job.results(),
            job.points(),
            job.costs());
    BenchReport more = FakeReports.report(List.of(twenty), List.of());
    assertThat(Against.compare(right, more).rows().get(0).refusal())
        .isEqualTo("other parameters: {iterations=10} and {iterations=20}");
  }

  @Test
  void warnsWhereMachineJvmHeapOrScheduleDiffer() {
    BenchReport old = report(takes("rdd", 100));
    Environment here = old.environment();
    Environment other =
        new Environment(
            here.system(),
            "Another Processor",
            here.governor(),
            64,
            here.quota(),
            here.memory(),
            here.disk(),
            here.container(),
            here.loadBefore(),
            here.loadAfter(),
            "21.0.1",
            here.collector(),
            here.jvmArguments(),
            2 * here.heap(),
            here.pageCache());
    BenchReport now = with(old, other, new Schedule(5, 2, 4), old.datasets());
    Against against = Against.compare(old, now);
    assertThat(against.warnings())
        .containsExactly(
            "The processor differs: before Some Processor 3000, now Another Processor.",
            "The number of processors differs: before 2, now 64.",
            "The JVM differs: before 17.0.15+6, Some Maker, now 21.0.1.",
            "The heap differs: before 512 MB, now 1.02 GB.",
            "The schedule differs: before 3 JVMs of 2 + 4 runs, now 5 JVMs of 2 + 4 runs.");
    assertThat(against.rows().get(0).ratio()).as("a warning is no refusal").isNotNull();
  }
}
