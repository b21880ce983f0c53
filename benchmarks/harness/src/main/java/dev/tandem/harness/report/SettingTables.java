package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.Entrant;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.BenchReport.Setting;
import dev.tandem.harness.Environment;
import dev.tandem.harness.Mode;
import dev.tandem.harness.Resources;
import dev.tandem.harness.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where and with what it was measured, as tables. */
final class SettingTables {
  private SettingTables() {}

  static List<Table> of(BenchReport report) {
    return List.of(
        validity(report),
        contenders(report),
        identity(report),
        configuration(report),
        data(report));
  }

  private static Table identity(BenchReport report) {
    Environment here = report.environment();
    Table table =
        Table.of(
            "identity", "Identity", "What was run, when and where.", 2, List.of("fact", "value"));
    fact(table, "suite", report.suite().version());
    fact(table, "commit", report.suite().commit() + " (" + report.suite().tree() + ")");
    fact(table, "started", report.started());
    fact(table, "ended", report.ended());
    fact(table, "schema of the report", Integer.toString(report.schema()));
    fact(table, "system", here.system());
    fact(table, "container", here.container());
    fact(table, "processor", here.processor());
    fact(table, "processors", Integer.toString(here.processors()));
    fact(table, "quota of processors", here.quota() < 0 ? "none" : Figures.digits(here.quota()));
    fact(table, "governor", here.governor());
    fact(table, "memory", Figures.bytes(here.memory()));
    fact(table, "disk", here.disk());
    fact(table, "load before", load(here.loadBefore()));
    fact(table, "load after", load(here.loadAfter()));
    fact(table, "JVM", here.jdk());
    fact(table, "collector", here.collector());
    fact(table, "JVM arguments", String.join(" ", here.jvmArguments()));
    fact(table, "page cache", here.pageCache());
    return table;
  }

  private static void fact(Table table, String name, String value) {
    table.row(List.of(name, value));
  }

  private static String load(double load) {
    return load < 0 ? "unknown" : Figures.digits(load);
  }

  private static Table configuration(BenchReport report) {
    Table table =
        Table.of(
            "configuration",
            "Configuration",
            "What every contender was given, and then the effective settings of each with their source.",
            4,
            List.of("of", "name", "value", "source"));
    Schedule schedule = report.schedule();
    Resources may = report.resources();
    all(table, "profile", report.profile());
    all(table, "times", report.mode() == Mode.COLD ? "cold: whole processes" : "warm");
    all(table, "forks", Integer.toString(schedule.forks()));
    all(table, "warm-up runs in each fork", Integer.toString(schedule.warmup()));
    all(table, "timed runs in each fork", Integer.toString(schedule.iterations()));
    all(table, "heap", Figures.bytes(report.environment().heap()));
    all(table, "memory for data", Figures.bytes(may.memory()));
    all(table, "nodes", Integer.toString(may.nodes()));
    all(table, "slots on each node", Integer.toString(may.slots()));
    all(table, "partitions", partitions(may));
    may.conf().forEach((name, value) -> table.row(List.of("all", name, value, "--conf")));
    all(table, "seed", Long.toString(report.seed()));
    all(table, "confidence of intervals", report.confidence() * 100 + " %");
    all(table, "profilers", String.join(", ", report.profilers()));
    for (Entrant entrant : report.contenders()) {
      for (Setting setting : entrant.settings()) {
        table.row(List.of(entrant.name(), setting.name(), setting.value(), setting.source()));
      }
    }
    return table;
  }

  private static void all(Table table, String name, String value) {
    table.row(List.of("all", name, value, ""));
  }

  private static Table contenders(BenchReport report) {
    Table table =
        Table.of(
            "contenders",
            "Contenders",
            "Who took part; a peer is a program that somebody wrote by hand for one job.",
            4,
            List.of("contender", "kind", "version", "how it works"));
    for (Entrant entrant : report.contenders()) {
      table.row(List.of(entrant.name(), entrant.kind(), entrant.version(), entrant.about()));
    }
    return table;
  }

  private static String partitions(Resources may) {
    return Long.toString(
        may.partitions() > 0 ? may.partitions() : (long) may.nodes() * may.slots());
  }

  private static Table data(BenchReport report) {
    Table table =
        Table.of(
            "data",
            "Data",
            "Generated; verified by digest before the first run.",
            3,
            List.of("name", "dataset", "parameters", "seed", "bytes", "records", "sha256"));
    for (Data data : report.datasets()) {
      table.row(
          List.of(
              data.name(),
              data.dataset(),
              pairs(data.params()),
              Long.toString(data.seed()),
              Figures.count(data.bytes()),
              Figures.count(data.records()),
              data.sha256()));
    }
    return table;
  }

  private static Table validity(BenchReport report) {
    Table table =
        Table.of(
            "validity",
            "Validity",
            "Who gave the right answer, and who did not: all of their answers, those of warm-up runs too.",
            7,
            List.of(
                "job", "parameters", "inputs", "checked against", "digest", "right", "not right"));
    for (JobResult job : report.jobs()) {
      List<String> right = new ArrayList<>();
      List<String> others = new ArrayList<>();
      for (Result result : job.results()) {
        if (result.summary() == null) {
          others.add(result.contender() + ": " + Tables.said(result));
        } else {
          right.add(result.contender());
        }
      }
      table.row(
          List.of(
              job.job(),
              pairs(job.params()),
              String.join(", ", job.inputs()),
              job.checkedAgainst(),
              job.digest(),
              String.join(", ", right),
              String.join("; ", others)));
    }
    return table;
  }

  private static String pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }
}
