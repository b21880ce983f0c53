package dev.tandem.harness.report;

import dev.tandem.contract.engine.Measure;
import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What runs counted, as tables; whoever counts nothing at all is named once, in the lead. */
final class LedgerTables {
  private static final List<Measure> BYTES =
      List.of(
          Measure.INPUT_BYTES,
          Measure.SHUFFLE_BYTES,
          Measure.SHUFFLE_HEAP_BYTES,
          Measure.SPILLED_BYTES,
          Measure.MATERIALIZED_BYTES,
          Measure.REREAD_BYTES,
          Measure.CACHED_BYTES,
          Measure.OUTPUT_BYTES);

  private LedgerTables() {}

  /** The bytes beside the times, a row for each contender that has both. */
  static Table bytes(BenchReport report) {
    List<String> heads = new ArrayList<>(List.of("job", "contender", "median"));
    BYTES.forEach(measure -> heads.add(measure.label()));
    String lead =
        "Where the bytes of one run went, means over the timed runs, beside its time."
            + silent(report);
    Table table = Table.of("bytes", "Bytes", lead, 2, heads);
    for (JobResult job : report.jobs()) {
      for (Result result : job.results()) {
        if (result.summary() != null && !result.ledger().isEmpty()) {
          List<String> cells = new ArrayList<>(List.of(job.job(), result.contender()));
          cells.add(Figures.millis(result.summary().median()));
          BYTES.forEach(measure -> cells.add(amount(measure, result.get(measure))));
          table.row(cells);
        }
      }
    }
    return table;
  }

  /** All measures, a row for each, a column for each contender; without rows of nothing but 0. */
  static Table ledger(BenchReport report) {
    List<String> counting =
        Findings.contenders(report).stream().filter(name -> counts(report, name)).toList();
    List<String> heads = new ArrayList<>(List.of("job", "measure"));
    heads.addAll(counting);
    String lead =
        "What one run counted, means over the timed runs. Measures that are 0 for all are left out."
            + silent(report);
    Table table = Table.of("ledger", "The ledger", lead, 2, heads);
    for (JobResult job : report.jobs()) {
      for (Measure measure : Measure.values()) {
        if (job.results().stream().anyMatch(result -> isSome(result.get(measure)))) {
          List<String> cells = new ArrayList<>(List.of(job.job(), measure.label()));
          counting.forEach(name -> cells.add(cell(job, name, measure)));
          table.row(cells);
        }
      }
    }
    return table;
  }

  private static boolean isSome(Long amount) {
    return amount != null && amount != 0;
  }

  private static String cell(JobResult job, String contender, Measure measure) {
    return job.results().stream()
        .filter(result -> result.contender().equals(contender))
        .findFirst()
        .map(
            result ->
                result.summary() == null
                    ? result.status().name().toLowerCase(Locale.ROOT)
                    : amount(measure, result.get(measure)))
        .orElse("");
  }

  /** Who has times, but no ledger on any job. */
  private static String silent(BenchReport report) {
    List<String> names =
        Findings.contenders(report).stream().filter(name -> !counts(report, name)).toList();
    return names.isEmpty() ? "" : " Not observable: all of " + Findings.and(names) + ".";
  }

  private static boolean counts(BenchReport report, String contender) {
    Stream<Result> results = report.jobs().stream().flatMap(job -> job.results().stream());
    return results.anyMatch(
        result -> result.contender().equals(contender) && !result.ledger().isEmpty());
  }

  private static String amount(Measure measure, Long amount) {
    if (amount == null) {
      return Table.NOT_OBSERVABLE;
    }
    return measure.unit() == Measure.Unit.BYTES ? Figures.bytes(amount) : Figures.count(amount);
  }
}
