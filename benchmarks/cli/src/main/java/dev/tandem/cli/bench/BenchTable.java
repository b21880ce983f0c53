package dev.tandem.cli.bench;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.TextTable;
import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Status;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A benchmark as text: times with ratios, the ledger beside them, what went wrong, and where all
 * this was measured.
 */
public final class BenchTable {
  private static final List<Measure> LEDGER =
      List.of(
          Measure.INPUT_BYTES,
          Measure.SHUFFLE_RECORDS,
          Measure.SHUFFLE_BYTES,
          Measure.SHUFFLE_HEAP_BYTES,
          Measure.SPILLED_BYTES,
          Measure.MATERIALIZED_BYTES,
          Measure.CACHED_BYTES,
          Measure.OUTPUT_BYTES);
  private static final List<String> LEDGER_HEAD =
      List.of(
          "job",
          "engine",
          "read",
          "records shuffled",
          "shuffled",
          "as references*",
          "spilled",
          "materialised",
          "kept in memory*",
          "written");

  private final BenchReport report;

  private BenchTable(BenchReport report) {
    this.report = report;
  }

  /**
   * Prints a benchmark.
   *
   * @param columns how wide lines may be where they can be wrapped
   */
  public static String print(BenchReport report, int columns) {
    BenchTable table = new BenchTable(report);
    return String.join(
        "\n",
        table.times(columns),
        table.ledger(columns),
        new UsageTable(report).print(columns) + table.troubles(),
        table.setting(columns));
  }

  private String times(int columns) {
    List<String> others = others();
    List<String> head = new ArrayList<>(List.of("job", "engine", "median", "least", "most"));
    others.forEach(other -> head.add("time / " + other));
    TextTable table = TextTable.figures(2, head);
    for (JobResult job : report.jobs()) {
      String name = job.job();
      for (Result result : job.results()) {
        table.row(times(name, result, others));
        name = "";
      }
    }
    return table.print(columns);
  }

  /** Who the others are compared with: the first contender, and the baseline. */
  private List<String> others() {
    List<String> names = report.jobs().get(0).results().stream().map(Result::contender).toList();
    List<String> others = new ArrayList<>();
    if (names.size() > 1) {
      others.add(names.get(0));
    }
    if (names.indexOf("baseline") > 0) {
      others.add("baseline");
    }
    return others;
  }

  private static List<String> times(String job, Result result, List<String> others) {
    List<String> cells = new ArrayList<>(List.of(job, result.contender()));
    Summary summary = result.summary();
    if (summary == null) {
      cells.addAll(List.of(result.status().name(), "", ""));
    } else {
      cells.addAll(List.of(millis(summary.median()), millis(summary.min()), millis(summary.max())));
    }
    others.forEach(other -> cells.add(ratio(result.ratios().get(other))));
    return cells;
  }

  static String millis(double millis) {
    return millis < 99.95
        ? String.format(Locale.ROOT, "%.1f ms", millis)
        : Human.millis(Math.round(millis));
  }

  private static String ratio(Ratio ratio) {
    if (ratio == null) {
      return "";
    }
    if (ratio.verdict() == Ratio.Verdict.UNKNOWN) {
      return digits(ratio.value()) + " (1 JVM)";
    }
    String interval = digits(ratio.low()) + " - " + digits(ratio.high());
    return ratio.verdict() == Ratio.Verdict.NO_DIFFERENCE
        ? "no difference (" + interval + ")"
        : digits(ratio.value()) + " (" + interval + ")";
  }

  private static String digits(double ratio) {
    return String.format(Locale.ROOT, ratio < 9.995 ? "%.2f" : "%.1f", ratio);
  }

  private String ledger(int columns) {
    TextTable table = TextTable.figures(2, LEDGER_HEAD);
    for (JobResult job : report.jobs()) {
      String name = job.job();
      for (Result result : job.results()) {
        if (!result.ledger().isEmpty()) {
          table.row(ledger(name, result));
          name = "";
        }
      }
    }
    return table.print(columns);
  }

  private static List<String> ledger(String job, Result result) {
    List<String> cells = new ArrayList<>(List.of(job, result.contender()));
    for (Measure measure : LEDGER) {
      Long amount = result.get(measure);
      if (amount == null) {
        cells.add("");
      } else {
        cells.add(measure.unit() == Measure.Unit.BYTES ? Human.bytes(amount) : Human.count(amount));
      }
    }
    return cells;
  }

  private String troubles() {
    StringBuilder out = new StringBuilder();
    for (JobResult job : report.jobs()) {
      for (Result result : job.results()) {
        if (result.status() != Status.RIGHT) {
          String what =
              "✗ "
                  + job.job()
                  + " on "
                  + result.contender()
                  + ": "
                  + result.status()
                  + ": "
                  + result.message();
          out.append(Plain.line(what)).append('\n');
        }
      }
    }
    return out.isEmpty() ? "" : "\n" + out;
  }

  private String setting(int columns) {
    Environment here = report.environment();
    Resources may = report.resources();
    TextTable table = TextTable.words("", "");
    table.row(
        "answers",
        "every answer, warm-up runs too, was compared with that of: "
            + String.join(", ", sources()));
    table.row(
        "runs",
        "profile "
            + report.profile()
            + ", seed "
            + report.seed()
            + ": "
            + jvms()
            + " for each job and engine, in turns; in each "
            + Human.plural(report.schedule().warmup(), "warm-up run")
            + ", then "
            + Human.plural(report.schedule().iterations(), "timed run"));
    table.row(
        "ratios",
        "of medians, with an interval at "
            + Math.round(report.confidence() * 100)
            + " %"
            + oneFork()
            + "; * is an estimate of heap");
    table.row(
        "limits",
        "heap "
            + Human.bytes(here.heap())
            + ", for data "
            + Human.bytes(may.memory())
            + ", "
            + Human.plural(may.nodes(), "node")
            + " x "
            + Human.plural(may.slots(), "slot")
            + ", "
            + Human.plural(
                may.partitions() > 0 ? may.partitions() : (long) may.nodes() * may.slots(),
                "partition")
            + (may.conf().isEmpty() ? "" : ", " + may.conf()));
    table.row(
        "machine",
        here.system()
            + ", "
            + Human.plural(here.processors(), "processor")
            + " ("
            + here.processor()
            + "), memory "
            + Human.bytes(here.memory())
            + load(here));
    if (here.loadBefore() > here.processors() / 2.0) {
      table.row(
          "caution",
          "other programs kept the machine busy: these times are longer, and vary more, than on a quiet one");
    }
    table.row("JVM", here.jdk() + "; " + arguments(here));
    table.row("page cache", here.pageCache());
    report.datasets().forEach(data -> table.row("data", data(data)));
    return table.print(columns);
  }

  /** What real systems need opened is a long list that says nothing about times. */
  private static String arguments(Environment here) {
    List<String> told =
        here.jvmArguments().stream().filter(one -> !one.startsWith("--add-opens")).toList();
    int opened = here.jvmArguments().size() - told.size();
    return String.join(" ", told)
        + (opened == 0 ? "" : " and " + Human.plural(opened, "opened package"));
  }

  private String jvms() {
    int forks = report.schedule().forks();
    return forks == 0 ? "one JVM for all, which is no measurement," : Human.plural(forks, "JVM");
  }

  private List<String> sources() {
    return report.jobs().stream().map(JobResult::checkedAgainst).distinct().toList();
  }

  private String oneFork() {
    return report.schedule().forks() > 1 ? "" : ", which one JVM cannot have: JVMs differ";
  }

  private static String load(Environment here) {
    return here.loadBefore() < 0
        ? ""
        : String.format(Locale.ROOT, ", load before %.2f", here.loadBefore());
  }

  private static String data(Data data) {
    return data.name()
        + ": "
        + Human.exact(data.bytes())
        + " bytes, "
        + Human.plural(data.records(), "record")
        + ", sha256 "
        + data.sha256().substring(0, 16);
  }
}
