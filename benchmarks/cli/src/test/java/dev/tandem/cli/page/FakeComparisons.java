package dev.tandem.cli.page;

import dev.tandem.cli.compare.Comparison;
import dev.tandem.cli.compare.Verdict;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.io.Digest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Comparisons as real runs would give them, so that the page can be looked at and tested without
 * engines.
 */
public final class FakeComparisons {
  private FakeComparisons() {}

  /** Eleven rounds against twelve stages. */
  public static Comparison pagerank() {
    return comparison(
        "pagerank",
        "The rank of each node of a graph, by repeated distribution along its edges",
        List.of(pagerankRounds(), pagerankStages()));
  }

  /** One round against two stages. */
  public static Comparison wordcount() {
    return comparison(
        "wordcount", "How often each token occurs", List.of(wordcountRound(), wordcountStages()));
  }

  /** A comparison of any runs. */
  public static Comparison comparison(String job, String about, List<RunReport> runs) {
    return new Comparison(
        job,
        about,
        "the shipped sample 'edges' (1 file, 37.9 KB)",
        Map.of("iterations", "10"),
        new Verdict(
            true,
            "2,113 records agree within a relative tolerance of 1e-9, digest 2113:9be1f0a7c3d45512"),
        runs,
        Map.of(
            "Java",
            "17.0.15 (OpenJDK 64-Bit Server VM)",
            "heap",
            "2 GB",
            "memory for data",
            "1.07 GB",
            "slots",
            "1 node x 2"),
        List.of(
            "A single cold run: for numbers use ./tandem bench.",
            "mapreduce ran first and paid for what both use."),
        "2026-11-22 10:00:00 UTC");
  }

  private static RunReport pagerankRounds() {
    List<Unit> units = new ArrayList<>();
    units.add(
        unit(
            "round",
            1,
            "links",
            line(Kind.READ, "text lines of edges.tsv"),
            line(Kind.STEP, "parse edges, distinct"),
            line(
                Kind.SHUFFLE,
                "by node, 2 partitions, sorted by key",
                "all targets of a node must meet in one place"),
            line(Kind.STEP, "groupByKey links"),
            line(
                Kind.KEEP,
                "files of links, partitioned by node",
                "links is reused by every iteration")));
    for (int i = 2; i <= 11; i++) {
      units.add(
          unit(
              "round",
              i,
              "ranks " + (i - 1),
              line(
                  Kind.REREAD,
                  "files of links and ranks " + (i - 2),
                  "joined on the map side: both are partitioned and sorted alike"),
              line(Kind.STEP, "join, contributions"),
              line(
                  Kind.SHUFFLE,
                  "by node, 2 partitions, combiner sum",
                  "contributions to a node must be added up"),
              line(Kind.STEP, "(1-d) + d * sum"),
              i == 11
                  ? line(Kind.WRITE, "part-r-NNNNN")
                  : line(
                      Kind.KEEP,
                      "files of ranks",
                      "the next round reads them: rounds share nothing but files")));
    }
    return report("mapreduce", units, 2411, 71, List.of("map", "reduce"), 11);
  }

  private static RunReport pagerankStages() {
    List<Unit> units = new ArrayList<>();
    units.add(
        unit(
            "stage",
            1,
            "links",
            line(Kind.READ, "text lines of edges.tsv"),
            line(Kind.STEP, "parse edges"),
            line(
                Kind.SHUFFLE,
                "by node, 2 partitions",
                "all targets of a node must meet in one place")));
    units.add(
        unit(
            "stage",
            2,
            "ranks 1",
            line(Kind.KEEP, "links in memory", "links is reused"),
            line(Kind.STEP, "join with ranks: co-partitioned, no shuffle"),
            line(
                Kind.SHUFFLE,
                "by node, 2 partitions, combined in a hash table",
                "contributions to a node must be added up")));
    for (int i = 3; i <= 11; i++) {
      units.add(
          unit(
              "stage",
              i,
              "ranks " + (i - 1),
              line(Kind.REREAD, "links kept in memory", ""),
              line(Kind.STEP, "join with ranks: co-partitioned, no shuffle"),
              line(
                  Kind.SHUFFLE,
                  "by node, 2 partitions, combined in a hash table",
                  "contributions to a node must be added up")));
    }
    units.add(
        unit(
            "stage",
            12,
            "write",
            line(Kind.STEP, "(1-d) + d * sum"),
            line(Kind.WRITE, "part-r-NNNNN")));
    return report("rdd", units, 388, 97, List.of(""), 12);
  }

  private static RunReport wordcountRound() {
    return report(
        "mapreduce",
        List.of(
            unit(
                "round",
                1,
                "counts",
                line(Kind.READ, "text lines of text/ (12 files)"),
                line(Kind.STEP, "mapToPair tokens"),
                line(
                    Kind.SHUFFLE,
                    "by token, 2 partitions, sorted by key, combiner sumLong",
                    "all counts of a token must be added up in one place"),
                line(Kind.STEP, "aggregate counts"),
                line(Kind.WRITE, "part-r-NNNNN"))),
        640,
        5,
        List.of("map", "reduce"),
        1);
  }

  private static RunReport wordcountStages() {
    return report(
        "rdd",
        List.of(
            unit(
                "stage",
                1,
                "counts",
                line(Kind.READ, "text lines of text/ (12 files)"),
                line(Kind.STEP, "mapToPair tokens"),
                line(
                    Kind.SHUFFLE,
                    "by token, 2 partitions, combined in a hash table",
                    "all counts of a token must be added up in one place")),
            unit(
                "stage",
                2,
                "write",
                line(Kind.STEP, "aggregate counts"),
                line(Kind.WRITE, "part-r-NNNNN"))),
        210,
        9,
        List.of(""),
        2);
  }

  private static Unit unit(String kind, int number, String name, Line... lines) {
    return new Unit(kind, number, name, List.of(lines));
  }

  private static Line line(Kind kind, String text) {
    return new Line(kind, text, "");
  }

  private static Line line(Kind kind, String text, String why) {
    return new Line(kind, text, why);
  }

  private static RunReport report(
      String engine, List<Unit> units, long wall, long seed, List<String> phases, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean disk = engine.equals("mapreduce");
    List<UnitReport> reports = new ArrayList<>();
    Map<Measure, Long> total = new EnumMap<>(Measure.class);
    long share = (wall - 20) / ((long) units.size() * phases.size());
    long now = 12;
    for (Unit unit : units) {
      for (String phase : phases) {
        Map<Measure, Long> ledger = ledger(unit, phase, disk, random);
        ledger.forEach((measure, amount) -> total.merge(measure, amount, Long::sum));
        String name =
            unit.kind()
                + " "
                + unit.number()
                + (phase.isEmpty() ? "" : " " + phase)
                + ": "
                + unit.name();
        reports.add(
            new UnitReport(
                name, now, now + share, tasks(now, share, random, unit.number() == 4), ledger));
        now += share;
      }
    }
    total.put(Measure.UNITS, (long) count);
    total.put(Measure.TASKS, 4L * reports.size());
    total.put(Measure.FAILED_ATTEMPTS, disk && units.size() > 4 ? 2L : 0L);
    return new RunReport(
        "fake",
        engine,
        RunReport.Status.SUCCEEDED,
        wall,
        total,
        Map.of("comments", 4L),
        List.of(
            new RunReport.Output("write", "out", new Digest(2113, 0x9be1f0a7c3d45512L), 2, 51234)),
        reports,
        new Explanation(engine, units),
        List.of());
  }

  private static Map<Measure, Long> ledger(
      Unit unit, String phase, boolean disk, SplittableRandom random) {
    Map<Measure, Long> ledger = new EnumMap<>(Measure.class);
    for (Line line : unit.lines()) {
      boolean map = !phase.equals("reduce");
      switch (line.kind()) {
        case READ -> put(ledger, map, Measure.INPUT_RECORDS, 3121, Measure.INPUT_BYTES, 37933);
        case SHUFFLE -> {
          put(ledger, map, Measure.MAP_OUTPUT_RECORDS, 3121, Measure.COMBINE_INPUT_RECORDS, 3121);
          put(ledger, map, Measure.COMBINE_OUTPUT_RECORDS, 2301, Measure.SHUFFLE_RECORDS, 2301);
          if (disk) {
            put(
                ledger,
                map,
                Measure.SHUFFLE_BYTES,
                41231 + random.nextInt(99),
                Measure.SPILLED_BYTES,
                41231);
            put(ledger, !map, Measure.FETCHED_RECORDS, 2301, Measure.GROUPS, 2113);
          } else {
            put(ledger, map, Measure.SHUFFLE_HEAP_BYTES, 110448, Measure.FETCHED_RECORDS, 2301);
          }
        }
        case KEEP -> {
          if (disk) {
            put(
                ledger,
                !map,
                Measure.MATERIALIZED_RECORDS,
                2113,
                Measure.MATERIALIZED_BYTES,
                51312);
          } else {
            put(ledger, map, Measure.CACHED_PARTITIONS, 2, Measure.CACHED_BYTES, 213440);
          }
        }
        case REREAD ->
            put(
                ledger,
                map,
                disk ? Measure.REREAD_BYTES : Measure.CACHE_HITS,
                disk ? 99421 : 2,
                Measure.GROUPS,
                0);
        case WRITE ->
            put(ledger, !disk || !map, Measure.OUTPUT_RECORDS, 2113, Measure.OUTPUT_BYTES, 51234);
        case STEP, LINEAGE -> {}
      }
    }
    return ledger;
  }

  private static void put(
      Map<Measure, Long> ledger, boolean when, Measure a, long amountA, Measure b, long amountB) {
    if (when) {
      ledger.put(a, amountA);
      ledger.put(b, amountB);
    }
  }

  private static List<TaskReport> tasks(
      long start, long length, SplittableRandom random, boolean fails) {
    List<TaskReport> tasks = new ArrayList<>();
    long[] free = {start, start};
    for (int task = 0; task < 4; task++) {
      int slot = task % 2;
      if (fails && task == 1) {
        tasks.add(new TaskReport(task, 1, 1, slot, free[slot], free[slot] + length / 8, false));
        free[slot] += length / 8;
      }
      long took = Math.max(1, length / 4 + random.nextInt((int) Math.max(1, length / 8)));
      tasks.add(
          new TaskReport(
              task, fails && task == 1 ? 2 : 1, 1, slot, free[slot], free[slot] + took, true));
      free[slot] += took;
    }
    return tasks;
  }
}
