package dev.tandem.harness.report;

import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.Entrant;
import dev.tandem.harness.BenchReport.Fork;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Phase;
import dev.tandem.harness.BenchReport.Point;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.BenchReport.Setting;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Mode;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import dev.tandem.harness.Status;
import dev.tandem.harness.Suite;
import dev.tandem.harness.Usage;
import dev.tandem.harness.stats.Bootstrap;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invented benchmarks in which every part of a report occurs. */
final class FakeReports {
  static final int FORKS = 3;
  static final int RUNS = 4;
  private static final long MB = 1_000_000;
  private static final Schedule SCHEDULE = new Schedule(FORKS, 2, RUNS);
  private static final Resources RESOURCES =
      new Resources(512 * MB, 256 * MB, 1, 2, 0, Map.of("rdd.shuffle", "disk"));

  private FakeReports() {}

  /**
   * Three jobs, eight contenders, among them one that is wrong, one that fails, one without the
   * job.
   */
  static BenchReport full() {
    return report(
        List.of(
            wordcount(),
            pagerank(),
            job(
                "sort",
                List.of(
                    right("mapreduce", 2210, 0.01, mapReduce(256, 1)),
                    right("rdd", 2205, 0.01, rdd(256, 1)),
                    right("spark", 4630, 0.02, native0(256)),
                    right("baseline", 3010, 0.02, Map.of()),
                    without("duckdb", Status.MISSING, "does not have this job")),
                List.of(),
                List.of())),
        List.of(
            "With 3 JVMs each, the intervals are wide: many differences are not shown.",
            "The machine was busy before the first run."));
  }

  static BenchReport report(List<JobResult> jobs, List<String> threats) {
    List<Entrant> contenders = new ArrayList<>();
    for (String name :
        jobs.stream()
            .flatMap(job -> job.results().stream())
            .map(Result::contender)
            .distinct()
            .toList()) {
      contenders.add(
          new Entrant(
              name,
              name.matches("mapreduce|rdd|spark|hadoop") ? "engine" : "peer",
              "How " + name + " works, in one sentence.",
              "1.0",
              List.of(new Setting("slots", "2", "--slots"), new Setting("fork", "no", "default"))));
    }
    return new BenchReport(
        BenchReport.SCHEMA,
        new Suite("0.1.0", "b621a846be28", "clean"),
        "2026-11-22T09:00:00Z",
        "2026-11-22T09:41:00Z",
        Mode.WARM,
        environment(),
        "medium",
        SCHEDULE,
        RESOURCES,
        7,
        Bootstrap.CONFIDENCE,
        List.of("gc"),
        contenders,
        List.of(
            new Data(
                "zipf-text",
                "zipf-text",
                Map.of("exponent", "1.1"),
                7,
                256 * MB,
                1_742_000,
                "26bd6ded5d4db28626bd6ded5d4db28626bd6ded5d4db28626bd6ded5d4db286")),
        jobs,
        threats);
  }

  static Environment environment() {
    return new Environment(
        "Linux 6.1 amd64",
        "Some Processor 3000",
        "performance",
        2,
        -1,
        25_300 * MB,
        "ssd, ext4",
        "none seen",
        0.12,
        2.01,
        "17.0.15+6, Some Maker",
        "PS Scavenge, PS MarkSweep",
        List.of("-Xmx512m", "-XX:+UseParallelGC"),
        512 * MB,
        "warm: data is read to verify it, and again by warm-up runs");
  }

  private static JobResult wordcount() {
    List<Point> points = new ArrayList<>();
    for (String name : List.of("mapreduce", "rdd", "spark")) {
      double whole = Map.of("mapreduce", 3120.0, "rdd", 1480.0, "spark", 6900.0).get(name);
      points.add(point(name, 1, 256 * MB, whole * 1.8));
      points.add(point(name, 2, 64 * MB, whole * 0.28));
      points.add(point(name, 2, 16 * MB, whole * 0.09));
    }
    points.add(new Point("hadoop", 1, 256 * MB, Status.FAILED, "killed", null));
    return job(
        "wordcount",
        List.of(
            right("mapreduce", 3120, 0.03, mapReduce(256, 1)),
            right("rdd", 1480, 0.03, rdd(256, 1)),
            without("hadoop", Status.FAILED, "the container was killed: 137"),
            right("spark", 6900, 0.05, native0(256)),
            right("baseline", 2630, 0.02, Map.of()),
            right("streams", 1495, 0.04, Map.of()),
            right("duckdb", 1390, 0.02, Map.of()),
            without("spark-native", Status.WRONG, "key 'the': 10 and 11")),
        points,
        List.of(
            new Cost("mapreduce", 0, 2, 0, 2, 2630),
            new Cost("rdd", 1, 1, 2, 2, 2630),
            new Cost("spark", 0, 0, 0, 2, 2630)));
  }

  private static JobResult pagerank() {
    return job(
        "pagerank",
        List.of(
            right("mapreduce", 14_200, 0.02, mapReduce(31, 11)),
            right("rdd", 4310, 0.04, rdd(31, 11)),
            right("hadoop", 56_300, 0.02, native0(31)),
            right("spark", 21_900, 0.03, native0(31)),
            right("baseline", 910, 0.02, Map.of()),
            right("spark-native", 20_100, 0.03, Map.of())),
        List.of(),
        List.of(new Cost("mapreduce", 0, 0, 0, 2, 910), new Cost("rdd", 0, 0, 0, 2, 910)));
  }

  static JobResult job(String name, List<Result> results, List<Point> points, List<Cost> costs) {
    return new JobResult(
        name,
        Map.of("iterations", "10"),
        List.of("zipf-text"),
        256 * MB,
        "baseline",
        "1742000 records, 9f3a",
        compared(results),
        points,
        costs);
  }

  /** With the ratios between all that have times. */
  private static List<Result> compared(List<Result> results) {
    List<Result> compared = new ArrayList<>();
    for (Result one : results) {
      Map<String, Ratio> ratios = new LinkedHashMap<>();
      for (Result other : results) {
        if (!one.contender().equals(other.contender())
            && one.summary() != null
            && other.summary() != null) {
          ratios.put(other.contender(), ratio(one.summary(), other.summary()));
        }
      }
      compared.add(
          new Result(
              one.contender(),
              one.status(),
              one.message(),
              one.forks(),
              one.summary(),
              ratios,
              one.ledger(),
              one.usage(),
              one.phases(),
              one.secondary()));
    }
    return compared;
  }

  /** An interval that is as wide as it can be; the bootstrap would take the tests long. */
  private static Ratio ratio(Summary one, Summary other) {
    return new Ratio(
        one.median() / other.median(), one.min() / other.max(), one.max() / other.min());
  }

  static Result right(String contender, double median, double spread, Map<String, Long> ledger) {
    Random random = new Random(contender.hashCode());
    List<Fork> forks = new ArrayList<>();
    for (int i = 0; i < FORKS; i++) {
      double[] millis = new double[RUNS];
      double ofFork = median * (1 + spread * random.nextGaussian() / 2);
      for (int run = 0; run < RUNS; run++) {
        millis[run] = ofFork * (1 + spread * Math.abs(random.nextGaussian()));
      }
      forks.add(new Fork(3 * i + 1, millis, List.of()));
    }
    double[][] millis = forks.stream().map(Fork::millis).toArray(double[][]::new);
    Summary summary = Summary.of(millis);
    return new Result(
        contender,
        Status.RIGHT,
        "",
        forks,
        summary,
        Map.of(),
        ledger,
        usage(contender, median),
        phases(contender, Math.round(summary.median()), ledger),
        Map.of());
  }

  private static Usage usage(String contender, double median) {
    if (contender.equals("duckdb")) {
      return Usage.NONE;
    }
    long heap = 60 * MB + contender.length() * 30L * MB;
    return new Usage(median * 1.7, median * 0.04, 11.0, heap, heap / 3, heap * 2);
  }

  private static List<Phase> phases(String contender, long millis, Map<String, Long> ledger) {
    int units = ledger.getOrDefault(Measure.UNITS.key(), 0L).intValue();
    List<Phase> phases = new ArrayList<>();
    long each = units == 0 ? 0 : (long) (millis * 0.94 / units);
    for (int i = 0; i < units; i++) {
      long start = 20 + i * each;
      if (contender.equals("mapreduce")) {
        String round = "round " + (i + 1);
        phases.add(new Phase(round + " map: counts", start, start + each * 3 / 4, 8, Map.of()));
        phases.add(
            new Phase(round + " reduce: counts", start + each / 2, start + each, 2, Map.of()));
      } else {
        phases.add(new Phase("stage " + (i + 1) + ": counts", start, start + each, 8, Map.of()));
      }
    }
    return phases;
  }

  static Result without(String contender, Status status, String message) {
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

  private static Point point(String contender, int slots, long bytes, double median) {
    return new Point(
        contender,
        slots,
        bytes,
        Status.RIGHT,
        "",
        new Summary(median, median * 0.97, median * 1.06, 6));
  }

  private static Map<String, Long> mapReduce(long mb, long rounds) {
    Map<String, Long> ledger = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      ledger.put(measure.key(), 0L);
    }
    ledger.put(Measure.INPUT_BYTES.key(), mb * MB);
    ledger.put(Measure.SHUFFLE_RECORDS.key(), 2_100_000 * rounds);
    ledger.put(Measure.SHUFFLE_BYTES.key(), mb * MB * rounds / 4);
    ledger.put(Measure.SPILLED_BYTES.key(), mb * MB * rounds / 3);
    ledger.put(Measure.MATERIALIZED_BYTES.key(), (rounds - 1) * mb * MB / 2);
    ledger.put(Measure.REREAD_BYTES.key(), (rounds - 1) * mb * MB / 2);
    ledger.put(Measure.OUTPUT_BYTES.key(), mb * MB / 10);
    ledger.put(Measure.UNITS.key(), rounds);
    return ledger;
  }

  private static Map<String, Long> rdd(long mb, long rounds) {
    Map<String, Long> ledger = mapReduce(mb, rounds);
    ledger.put(Measure.SHUFFLE_BYTES.key(), 0L);
    ledger.put(Measure.SPILLED_BYTES.key(), 0L);
    ledger.put(Measure.MATERIALIZED_BYTES.key(), 0L);
    ledger.put(Measure.REREAD_BYTES.key(), 0L);
    ledger.put(Measure.SHUFFLE_HEAP_BYTES.key(), mb * MB * rounds);
    ledger.put(Measure.CACHED_BYTES.key(), (rounds - 1) * 3 * MB);
    ledger.put(Measure.UNITS.key(), rounds + 1);
    return ledger;
  }

  /** A real system, of which some things cannot be observed. */
  private static Map<String, Long> native0(long mb) {
    return new LinkedHashMap<>(
        Map.of(
            Measure.INPUT_BYTES.key(), mb * MB,
            Measure.SHUFFLE_BYTES.key(), mb * MB / 2,
            Measure.SPILLED_BYTES.key(), mb * MB / 5,
            Measure.OUTPUT_BYTES.key(), mb * MB / 10));
  }
}
