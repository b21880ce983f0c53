package dev.tandem.cli.bench;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.TextTable;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Cost;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Processor time and memory of each contender, and its COST where that was asked for. */
final class UsageTable {
  private static final List<String> HEAD =
      List.of("job", "engine", "cpu", "gc", "heap after gc", "heap", "resident");

  private final BenchReport report;
  private final boolean hasCosts;

  UsageTable(BenchReport report) {
    this.report = report;
    this.hasCosts = report.jobs().stream().anyMatch(job -> !job.costs().isEmpty());
  }

  String print(int columns) {
    List<String> head = new ArrayList<>(HEAD);
    if (hasCosts) {
      head.add("COST");
    }
    TextTable table = TextTable.figures(2, head);
    for (JobResult job : report.jobs()) {
      String name = job.job();
      for (Result result : job.results()) {
        if (result.summary() != null) {
          table.row(cells(name, job, result));
          name = "";
        }
      }
    }
    return table.print(columns);
  }

  private List<String> cells(String name, JobResult job, Result result) {
    Usage usage = result.usage();
    List<String> cells = new ArrayList<>(List.of(name, result.contender()));
    cells.add(cell(usage.cpuMillis(), BenchTable::millis));
    cells.add(cell(usage.gcMillis(), BenchTable::millis));
    cells.add(cell(usage.peakLive(), Human::bytes));
    cells.add(cell(usage.peakHeap(), Human::bytes));
    cells.add(cell(usage.peakRss(), Human::bytes));
    if (hasCosts) {
      cells.add(
          job.costs().stream()
              .filter(cost -> cost.contender().equals(result.contender()))
              .map(this::threads)
              .findFirst()
              .orElse(""));
    }
    return cells;
  }

  private static <T> String cell(T amount, Function<T, String> print) {
    return amount == null ? "" : print.apply(amount);
  }

  /** How many threads it takes to beat one, and between which numbers that lies. */
  private String threads(Cost cost) {
    String threads =
        cost.threads() > 0 ? Human.plural(cost.threads(), "thread") : "never up to " + cost.upTo();
    boolean sure = cost.atLeast() == cost.atMost() || report.schedule().forks() < 2;
    return sure ? threads : threads + " (" + cost.interval() + ")";
  }
}
