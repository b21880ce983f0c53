package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Point;
import dev.tandem.harness.BenchReport.Result;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes, other slots, less data, limits of time. */
class MannerTest {
  private static final Schedule HERE = new Schedule(0, 0, 1);

  @TempDir static Path folder;

  private final List<String> said = new ArrayList<>();

  private Bench bench(Schedule schedule, Manner manner, String... contenders) {
    return new Bench(
        new BenchOptions(
            Profile.TINY,
            List.of("wordcount"),
            List.of(contenders),
            schedule,
            new Resources(0, 64 << 20, 1, 2, 2, Map.of()),
            3,
            List.of(),
            folder,
            manner),
        said::add);
  }

  private static Manner manner(Mode mode, boolean slotSweep, String... parts) {
    return new Manner(
        mode,
        false,
        slotSweep,
        List.of(parts).stream().map(BigDecimal::new).toList(),
        Manner.TIME_LIMIT,
        Map.of());
  }

  @Test
  void coldProcessesAreTimedWholeAndCheckedToo() throws IOException {
    Bench bench =
        bench(
            Schedule.COLD.withForks(1),
            manner(Mode.COLD, false),
            "baseline",
            "lying",
            "failing",
            "crashing",
            "lazy");
    BenchReport report = bench.run();
    assertThat(report.mode()).isEqualTo(Mode.COLD);
    List<Result> results = report.jobs().get(0).results();
    assertThat(results)
        .extracting(Result::status)
        .containsExactly(Status.RIGHT, Status.WRONG, Status.FAILED, Status.FAILED, Status.WRONG);
    Result baseline = results.get(0);
    assertThat(baseline.summary().median()).as("a JVM has to start").isGreaterThan(20);
    assertThat(baseline.usage().cpuMillis()).isPositive();
    assertThat(baseline.usage().peakHeap()).isPositive();
    assertThat(results.get(1).message()).contains("key 'zzz' should have nothing, but has '7'");
    assertThat(results.get(2).message()).contains("the disk is on fire");
    assertThat(results.get(3).message()).startsWith("the process ended with code 3; see ");
    assertThatThrownBy(() -> bench.writeJmh(folder.resolve("x.json")))
        .hasMessage("JMH does not time whole processes");
  }

  @Test
  void fewerSlotsAndLessDataArePointsBesideTheResults() throws IOException {
    BenchReport report = bench(HERE, manner(Mode.WARM, true, "0.5"), "reference", "baseline").run();
    JobResult job = report.jobs().get(0);
    assertThat(job.bytes()).isEqualTo(1_000_000);
    assertThat(job.points())
        .extracting(Point::contender, Point::slots, Point::bytes, Point::status)
        .containsExactly(
            tuple("reference", 1, 1_000_000L, Status.RIGHT),
            tuple("reference", 2, 500_000L, Status.RIGHT),
            tuple("baseline", 2, 500_000L, Status.RIGHT));
    assertThat(job.points()).allSatisfy(point -> assertThat(point.summary().count()).isOne());
    Cost cost = job.costs().get(0);
    assertThat(job.costs()).hasSize(1);
    assertThat(cost.contender()).isEqualTo("reference");
    assertThat(cost.upTo()).isEqualTo(2);
    assertThat(cost.baselineMillis()).isEqualTo(job.results().get(1).summary().median());
    assertThat(report.datasets()).hasSize(2);
  }

  @Test
  void whoeverDoesNotHaveAJobIsMissingAndTheReportIsValid() throws IOException {
    BenchReport report = bench(HERE, Manner.DEFAULT, "baseline", "jobless").run();
    Result missing = report.jobs().get(0).results().get(1);
    assertThat(missing.status()).isEqualTo(Status.MISSING);
    assertThat(missing.forks()).isEmpty();
    assertThat(report.valid()).isTrue();
    assertThat(report.contenders())
        .extracting(BenchReport.Entrant::name, BenchReport.Entrant::kind)
        .containsExactly(tuple("baseline", "peer"), tuple("jobless", "peer"));
  }

  @Test
  void whatWouldTakeTooLongDoesNotBegin() {
    Manner hurried =
        new Manner(Mode.WARM, false, false, List.of(), Duration.ofSeconds(1), Map.of());
    Bench bench = bench(new Schedule(3, 0, 1), hurried, "baseline");
    assertThatThrownBy(bench::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "this would take less than a minute, more than the time limit of 1 second");
    assertThat(said).noneMatch(line -> line.startsWith("1/3"));
  }

  @Test
  void jmhsJsonHasOneEntryForEachJobAndContenderWithAllForks() throws IOException {
    Bench bench = bench(new Schedule(0, 0, 2), Manner.DEFAULT, "reference", "lying", "baseline");
    BenchReport report = bench.run();
    Path file = folder.resolve("new/jmh.json");
    bench.writeJmh(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json).hasSize(2);
    assertThat(json.at("/0/params/engine").asText()).isEqualTo("reference");
    assertThat(json.at("/1/params/engine").asText()).isEqualTo("baseline");
    assertThat(json.at("/0/params/job").asText()).isEqualTo("wordcount");
    assertThat(json.at("/0/primaryMetric/rawData/0/1").asDouble())
        .isEqualTo(report.jobs().get(0).results().get(0).millis()[0][1]);
    assertThat(json.at("/0/secondaryMetrics/ledger.inputBytes/score").asLong())
        .isEqualTo(1_000_000);
  }

  @Test
  void wrongPartsAndLimitsAreRefused() {
    assertThatThrownBy(() -> manner(Mode.WARM, false, "1"))
        .hasMessage("scale-sizes has 1, each part must be above 0 and below 1");
    assertThatThrownBy(() -> manner(Mode.WARM, false, "0"))
        .hasMessageStartingWith("scale-sizes has 0");
    assertThatThrownBy(
            () -> new Manner(Mode.WARM, false, false, List.of(), Duration.ZERO, Map.of()))
        .hasMessage("time-limit must be above 0");
    assertThatThrownBy(() -> bench(HERE, manner(Mode.WARM, true), "reference"))
        .hasMessageContaining("add baseline to the engines");
  }
}
