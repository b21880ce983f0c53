package dev.tandem.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.Fork;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Mode;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import dev.tandem.harness.Status;
import dev.tandem.harness.Suite;
import dev.tandem.harness.Usage;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {
  private static final Ratio HALF = new Ratio(0.5, 0.45, 0.56);
  private static final Ratio ALIKE = new Ratio(1.02, 0.97, 1.08);
  private static final Ratio TWELVE = new Ratio(12.34, 11, 13.5);

  @Test
  void timesRatiosLedgerTroublesAndSetting() {
    BenchReport report =
        report(
            0.25,
            2,
            job(
                "wordcount",
                right(
                    "mapreduce",
                    812.4,
                    Map.of("rdd", TWELVE, "baseline", TWELVE),
                    ledger(1_204_331)),
                right("rdd", 406.2, Map.of("mapreduce", HALF, "baseline", ALIKE), ledger(0)),
                right("baseline", 40.26, Map.of("mapreduce", HALF, "rdd", ALIKE), Map.of())),
            job(
                "grep",
                none("mapreduce", Status.WRONG, "key 'a' should have\n'1', but has '2'"),
                none("rdd", Status.FAILED, "the disk is full"),
                right("baseline", 2510, Map.of(), Map.of())));
    assertThat(BenchTable.print(report, 100))
        .isEqualTo(
            """
            job         engine       median     least      most     time / mapreduce               time / baseline
            wordcount   mapreduce    812 ms    731 ms    894 ms                                 12.3 (11.0 - 13.5)
                        rdd          406 ms    366 ms    447 ms   0.50 (0.45 - 0.56)   no difference (0.97 - 1.08)
                        baseline    40.3 ms   36.2 ms   44.3 ms   0.50 (0.45 - 0.56)
            grep        mapreduce     WRONG
                        rdd          FAILED
                        baseline     2.51 s    2.26 s    2.76 s

            job         engine         read   records shuffled   shuffled   as references*   spilled   materialised   kept in memory*   written
            wordcount   mapreduce   1.00 MB             41,917    1.20 MB              0 B       0 B            0 B               0 B    406 KB
                        rdd         1.00 MB             41,917        0 B              0 B       0 B            0 B               0 B    406 KB

            job         engine         cpu        gc   heap after gc      heap   resident
            wordcount   mapreduce   1.50 s   25.0 ms         12.0 MB   34.0 MB    56.0 MB
                        rdd         1.50 s   25.0 ms         12.0 MB   34.0 MB    56.0 MB
                        baseline    1.50 s   25.0 ms         12.0 MB   34.0 MB    56.0 MB
            grep        baseline    1.50 s   25.0 ms         12.0 MB   34.0 MB    56.0 MB

            ✗ grep on mapreduce: WRONG: key 'a' should have '1', but has '2'
            ✗ grep on rdd: FAILED: the disk is full

            answers      every answer, warm-up runs too, was compared with that of: baseline
            runs         profile tiny, seed 1: 2 JVMs for each job and engine, in turns; in each 3 warm-up runs,
                         then 1 timed run
            ratios       of medians, with an interval at 99 %; * is an estimate of heap
            limits       heap 2.15 GB, for data 1.07 GB, 1 node x 2 slots, 2 partitions
            machine      Linux 6.1 amd64, 2 processors (Z80), memory 8.59 GB, load before 0.25
            JVM          17.0.1, Somebody; -Xmx2g -XX:+UseParallelGC and 1 opened package
            page cache   warm
            data         text: 1,000,000 bytes, 6,807 records, sha256 0123456789abcdef
            """);
  }

  @Test
  void theCostOfAnEngineStandsBesideIt() {
    JobResult job =
        job(
            "sort",
            right("mapreduce", 30, Map.of(), Map.of()),
            right("rdd", 10, Map.of(), Map.of()),
            right("baseline", 20, Map.of(), Map.of()));
    List<Cost> costs =
        List.of(new Cost("mapreduce", 0, 4, 0, 4, 20), new Cost("rdd", 2, 1, 2, 4, 20));
    JobResult costly =
        new JobResult(
            job.job(),
            job.params(),
            job.inputs(),
            job.bytes(),
            job.checkedAgainst(),
            job.digest(),
            job.results(),
            List.of(),
            costs);
    assertThat(BenchTable.print(report(0.25, 2, costly), 200))
        .containsPattern("resident +COST\n")
        .containsPattern("mapreduce .*never up to 4 \\(4 – more than 4\\)\n")
        .containsPattern("rdd .*2 threads \\(1 – 2\\)\n");
    assertThat(BenchTable.print(report(0.25, 1, costly), 200))
        .as("one JVM has no interval")
        .containsPattern("rdd .*2 threads\n");
  }

  @Test
  void whatWasNotObservedIsEmptyAndNotNought() {
    Result right = right("rdd", 10, Map.of(), Map.of());
    Result blind =
        new Result(
            right.contender(),
            right.status(),
            right.message(),
            right.forks(),
            right.summary(),
            right.ratios(),
            right.ledger(),
            Usage.NONE,
            List.of(),
            Map.of());
    assertThat(BenchTable.print(report(0.25, 2, job("sort", blind)), 200))
        .containsPattern("resident\nsort +rdd *\n");
  }

  @Test
  void aBusyMachineIsSaid() {
    assertThat(BenchTable.print(report(1.5, 2), 100))
        .contains("caution      other programs kept the machine busy");
    assertThat(BenchTable.print(report(0.9, 2), 100)).doesNotContain("caution");
  }

  @Test
  void oneForkIsSaidToBeTooFew() {
    BenchReport report = report(0.25, 1);
    assertThat(BenchTable.print(report, 200))
        .contains("at 99 %, which one JVM cannot have: JVMs differ")
        .startsWith(
            "job    engine    median    least      most\nsort   rdd      10.0 ms   9.0 ms   11.0 ms\n");
  }

  private static BenchReport report(double load, int forks) {
    return report(load, forks, job("sort", right("rdd", 10, Map.of(), Map.of())));
  }

  private static BenchReport report(double load, int forks, JobResult... jobs) {
    Environment here =
        new Environment(
            "Linux 6.1 amd64",
            "Z80",
            "unknown",
            2,
            -1,
            8L << 30,
            "ssd, ext4",
            "none seen",
            load,
            load,
            "17.0.1, Somebody",
            "PS",
            List.of("-Xmx2g", "--add-opens=a/b=ALL-UNNAMED", "-XX:+UseParallelGC"),
            2L << 30,
            "warm");
    return new BenchReport(
        BenchReport.SCHEMA,
        new Suite("1.0", "unknown", "unknown"),
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:01:00Z",
        Mode.WARM,
        here,
        "tiny",
        new Schedule(forks, 3, 1),
        new Resources(2L << 30, 1L << 30, 1, 2, 0, Map.of()),
        1,
        0.99,
        List.of(),
        List.of(),
        List.of(
            new Data(
                "text", "zipf-text", Map.of(), 1, 1_000_000, 6807, "0123456789abcdef".repeat(4))),
        List.of(jobs),
        List.of());
  }

  private static JobResult job(String name, Result... results) {
    return new JobResult(
        name,
        Map.of(),
        List.of("text"),
        1_000_000,
        "baseline",
        "1:1",
        List.of(results),
        List.of(),
        List.of());
  }

  private static Result right(
      String contender, double median, Map<String, Ratio> ratios, Map<String, Long> ledger) {
    Summary summary = new Summary(median, 0.9 * median, 1.1 * median, 1);
    return new Result(
        contender,
        Status.RIGHT,
        "",
        List.of(new Fork(1, new double[] {median}, List.of())),
        summary,
        ratios,
        ledger,
        new Usage(1500.0, 25.0, 2.0, 34_000_000L, 12_000_000L, 56_000_000L),
        List.of(),
        Map.of());
  }

  private static Result none(String contender, Status status, String message) {
    return new Result(
        contender,
        status,
        message,
        List.of(),
        null,
        Map.of(),
        Map.of(),
        Usage.NONE,
        List.of(),
        Map.of());
  }

  private static Map<String, Long> ledger(long shuffled) {
    return Map.of(
        "inputBytes",
        1_000_000L,
        "shuffleRecords",
        41_917L,
        "shuffleBytes",
        shuffled,
        "shuffleHeapBytes",
        0L,
        "spilledBytes",
        0L,
        "materializedBytes",
        0L,
        "cachedBytes",
        0L,
        "outputBytes",
        406_000L);
  }
}
