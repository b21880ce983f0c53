package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.Ratio;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  private static final Schedule HERE = new Schedule(0, 1, 2);

  @TempDir static Path folder;
  private static final List<String> SAID = new ArrayList<>();
  private static BenchReport report;

  /** One benchmark for several tests: honest contenders between cheats, in this JVM. */
  @BeforeAll
  static void bench() throws IOException {
    report = bench(HERE, "lying", "reference", "failing", "lying-later", "baseline", "lazy");
  }

  private static BenchReport bench(Schedule schedule, String... contenders) throws IOException {
    Resources resources = new Resources(0, 64 << 20, 1, 2, 2, Map.of());
    return new Bench(
            new BenchOptions(
                Profile.TINY,
                List.of("wordcount"),
                List.of(contenders),
                schedule,
                resources,
                3,
                List.of(),
                folder,
                Manner.DEFAULT),
            SAID::add)
        .run();
  }

  private static Result result(String contender) {
    return report.jobs().get(0).results().stream()
        .filter(result -> result.contender().equals(contender))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void honestContendersHaveTimes() {
    Result reference = result("reference");
    assertThat(reference.status()).isEqualTo(Status.RIGHT);
    assertThat(reference.forks()).hasSize(1);
    assertThat(reference.forks().get(0).millis()).hasSize(2);
    assertThat(reference.summary().count()).isEqualTo(2);
    assertThat(reference.summary().median()).isPositive();
    assertThat(result("baseline").ratios()).containsOnlyKeys("reference");
    Ratio ratio = reference.ratios().get("baseline");
    assertThat(ratio.low()).isLessThanOrEqualTo(ratio.value());
    assertThat(ratio.high()).isGreaterThanOrEqualTo(ratio.value());
  }

  @Test
  void theLedgerStandsBesideTheTimes() {
    assertThat(result("reference").get(Measure.INPUT_BYTES)).isEqualTo(1_000_000);
    assertThat(result("reference").get(Measure.OUTPUT_RECORDS)).isPositive();
    assertThat(result("baseline").ledger()).isEmpty();
  }

  @Test
  void liarsAreWrongAndHaveNoTimes() {
    assertNoTimes(result("lying"), Status.WRONG, "key 'zzz' should have nothing, but has '7'");
    assertNoTimes(
        result("lying-later"), Status.WRONG, "key 'zzz' should have nothing, but has '7'");
    assertNoTimes(result("lazy"), Status.WRONG, "no readable answer");
    assertThat(report.valid()).isFalse();
  }

  @Test
  void aFailureIsToldAndHasNoTimes() {
    assertNoTimes(result("failing"), Status.FAILED, "the disk is on fire");
  }

  private static void assertNoTimes(Result result, Status status, String message) {
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.message()).contains(message);
    assertThat(result.forks()).allSatisfy(fork -> assertThat(fork.millis()).isEmpty());
    assertThat(result.summary()).isNull();
    assertThat(result.ratios()).isEmpty();
  }

  @Test
  void itIsToldBeforehandHowLongItTakes() {
    assertThat(SAID).contains("data: zipf-text, 1000000B", "right answer: wordcount");
    int announced = SAID.indexOf("right answer: wordcount") + 1;
    assertThat(SAID.get(announced))
        .matches(
            "6 turns of 3 runs: (less than a|about \\d+) minutes?, a guess until each has run once");
    assertThat(SAID.get(announced + 1)).startsWith("1/6 wordcount lying, round 1: WRONG: ");
  }

  @Test
  void nothingButDataAndLogsIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "data", "logs", "pace.json");
    }
  }

  @Test
  void jsonHoldsEverything(@TempDir Path other) throws IOException {
    Path file = other.resolve("new/report.json");
    report.write(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/schema").asInt()).isEqualTo(BenchReport.SCHEMA);
    assertThat(json.at("/valid").asBoolean(true)).isFalse();
    assertThat(json.at("/profile").asText()).isEqualTo("tiny");
    assertThat(json.at("/seed").asLong()).isEqualTo(3);
    assertThat(json.at("/schedule/warmup").asInt()).isEqualTo(1);
    assertThat(json.at("/resources/memory").asLong()).isEqualTo(64 << 20);
    assertThat(json.at("/environment/jdk").asText()).isNotEmpty();
    assertThat(json.at("/environment/processors").asInt()).isPositive();
    assertThat(json.at("/datasets/0/sha256").asText()).hasSize(64);
    assertThat(json.at("/datasets/0/params/vocabulary").asText()).isEqualTo("100000");
    assertThat(json.at("/jobs/0/inputs/0")).isEqualTo(json.at("/datasets/0/name"));
    assertThat(json.at("/jobs/0/checkedAgainst").asText()).isEqualTo("baseline");
    JsonNode lying = json.at("/jobs/0/results/0");
    assertThat(lying.at("/status").asText()).isEqualTo("WRONG");
    assertThat(lying.at("/forks/0/millis")).isEmpty();
    assertThat(lying.has("summary")).isFalse();
    JsonNode reference = json.at("/jobs/0/results/1");
    assertThat(reference.at("/forks/0/millis")).hasSize(2);
    assertThat(reference.at("/summary/median").asDouble())
        .isEqualTo(result("reference").summary().median());
    assertThat(reference.at("/ratios/baseline/verdict").asText()).isNotEmpty();
    assertThat(reference.at("/ledger/inputBytes").asLong()).isEqualTo(1_000_000);
  }

  @Test
  void jsonIsReadBack(@TempDir Path other) throws IOException {
    Path file = other.resolve("report.json");
    Path again = other.resolve("again.json");
    report.write(file);
    BenchReport.read(file).write(again);
    assertThat(again).hasSameTextualContentAs(file);
  }

  @Test
  void whatIsNoReportIsRefused(@TempDir Path other) throws IOException {
    Path file = other.resolve("report.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> BenchReport.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is no report of a benchmark: give what bench --json wrote");
    Files.writeString(file, "{\"schema\": 1}");
    assertThatThrownBy(() -> BenchReport.read(file))
        .hasMessage(file + " has schema 1, but this version reads 2: run that benchmark again");
    Files.writeString(file, "a\tb");
    assertThatThrownBy(() -> BenchReport.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no report of a benchmark: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void forksRunInJvmsOfTheirOwnAndMayCrash() throws IOException {
    BenchReport forked = bench(new Schedule(1, 0, 1), "crashing", "baseline");
    List<Result> results = forked.jobs().get(0).results();
    assertThat(results.get(0).status()).isEqualTo(Status.FAILED);
    assertThat(results.get(0).message())
        .startsWith("the forked JVM ended after 0 of 1 runs; see ")
        .contains("crashing.log");
    assertThat(results.get(1).status()).isEqualTo(Status.RIGHT);
  }

  @Test
  void twoAtATimeAreRefused(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("work/left-behind"));
    try (WorkFolder first = new WorkFolder(other)) {
      assertThat(first.path()).isEmptyDirectory();
      assertThatThrownBy(() -> new WorkFolder(other))
          .hasMessageStartingWith("another benchmark is running in " + other);
      assertThat(first.path()).exists();
    }
    new WorkFolder(other).close();
    assertThat(other.resolve("work")).doesNotExist();
  }

  @Test
  void aCancelledBenchmarkEndsWithNothingLeft(@TempDir Path other) throws IOException {
    BenchOptions options =
        new BenchOptions(
            Profile.TINY,
            List.of("wordcount"),
            List.of("baseline"),
            HERE,
            Resources.defaults(),
            3,
            List.of(),
            other,
            Manner.DEFAULT);
    AtomicReference<Bench> bench = new AtomicReference<>();
    bench.set(new Bench(options, line -> cancelAt("right answer", line, bench.get())));
    assertThatThrownBy(() -> bench.get().run()).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(other.resolve("work")).doesNotExist();
  }

  private static void cancelAt(String step, String line, Bench bench) {
    if (line.startsWith(step)) {
      bench.cancel();
    }
  }

  @Test
  void anUnknownProfilerIsToldAtOnce() {
    BenchOptions options =
        new BenchOptions(
            Profile.TINY,
            List.of("wordcount"),
            List.of("baseline"),
            HERE,
            Resources.defaults(),
            3,
            List.of("gcc"),
            folder,
            Manner.DEFAULT);
    assertThatThrownBy(() -> new Bench(options, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("JMH has no profiler 'gcc'");
  }
}
