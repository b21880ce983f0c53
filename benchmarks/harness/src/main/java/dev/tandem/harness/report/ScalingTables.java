package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Point;
import dev.tandem.harness.stats.Summary;
import java.util.List;
import java.util.Locale;

/** What more threads and more data do, as tables. */
final class ScalingTables {
  private ScalingTables() {}

  static List<Table> of(BenchReport report) {
    return List.of(cost(report), sweeps(report));
  }

  private static Table cost(BenchReport report) {
    Table table =
        Table.of(
            "cost",
            "COST: threads that pay off",
            "The fewest threads at which the median of a contender is below that of one thread of plain Java, and between which numbers that lies by the intervals of the ratios (McSherry, Isard, Murray: Scalability! But at what COST?, 2015).",
            2,
            List.of("job", "contender", "threads", "interval", "tried up to", "one thread takes"));
    for (JobResult job : report.jobs()) {
      for (Cost cost : job.costs()) {
        table.row(
            List.of(
                job.job(),
                cost.contender(),
                cost.threads() == 0 ? "none that was tried" : Integer.toString(cost.threads()),
                report.schedule().forks() > 1 ? cost.interval() : "one JVM each: no interval",
                Integer.toString(cost.upTo()),
                Figures.millis(cost.baselineMillis())));
      }
    }
    return table;
  }

  private static Table sweeps(BenchReport report) {
    Table table =
        Table.of(
            "scaling",
            "Scaling",
            "Times with other numbers of slots, or with other amounts of data.",
            3,
            List.of("job", "by", "contender", "slots", "bytes", "median", "least", "most"));
    for (Sweep sweep : Sweep.of(report)) {
      sweep.points().forEach(point -> table.row(row(sweep, point)));
    }
    return table;
  }

  private static List<String> row(Sweep sweep, Point point) {
    Summary summary = point.summary();
    String without =
        point.status().name().toLowerCase(Locale.ROOT)
            + (point.message().isEmpty() ? "" : ": " + point.message());
    return List.of(
        sweep.job(),
        sweep.axis(),
        point.contender(),
        Integer.toString(point.slots()),
        Figures.bytes(point.bytes()),
        summary == null ? without : Figures.millis(summary.median()),
        summary == null ? "" : Figures.millis(summary.min()),
        summary == null ? "" : Figures.millis(summary.max()));
  }
}
