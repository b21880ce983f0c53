package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Phase;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Usage;
import dev.tandem.harness.report.Findings.JobFinding;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What was measured, as tables; those about the setting are {@link SettingTables}. */
final class Tables {
  private final BenchReport report;
  private final String base;

  private Tables(BenchReport report) {
    this.report = report;
    this.base = Findings.base(report);
  }

  /** All tables, in the order in which they are to be read; some may have no rows. */
  static List<Table> of(BenchReport report) {
    Tables tables = new Tables(report);
    List<Table> all =
        new ArrayList<>(
            List.of(
                tables.verdicts(),
                tables.times(),
                tables.ratios(),
                tables.phases(),
                LedgerTables.bytes(report),
                tables.memory(),
                LedgerTables.ledger(report)));
    all.addAll(ScalingTables.of(report));
    all.addAll(SettingTables.of(report));
    return all;
  }

  private Table verdicts() {
    Table table =
        Table.of(
            "verdicts",
            "Who won",
            "First is who has the least median, with all that its times cannot be told from.",
            3,
            List.of("job", "first", "next", "times as fast", "interval"));
    for (JobFinding job : Findings.of(report).jobs()) {
      Ratio lead = job.lead();
      table.row(
          List.of(
              job.job(),
              job.winners().isEmpty() ? "nobody" : Findings.and(job.winners()),
              job.next(),
              lead == null ? "" : Figures.times(lead.value()),
              lead == null ? "" : Figures.interval(lead)));
    }
    return table;
  }

  private Table times() {
    Table table =
        Table.of(
            "times",
            "Times",
            "Wall time of single runs, from the start of the job to the commit of its output.",
            2,
            List.of("job", "contender", "median", "least", "most", "runs", "time / " + base));
    eachResult((job, result) -> table.row(times(job, result)));
    return table;
  }

  private List<String> times(JobResult job, Result result) {
    Summary summary = result.summary();
    if (summary == null) {
      return List.of(job.job(), result.contender(), said(result), "", "", "", "");
    }
    Ratio ratio = result.ratios().get(base);
    return List.of(
        job.job(),
        result.contender(),
        Figures.millis(summary.median()),
        Figures.millis(summary.min()),
        Figures.millis(summary.max()),
        Figures.count(summary.count()),
        ratio == null ? "" : Figures.ratio(ratio));
  }

  /** Why there are no times. */
  static String said(Result result) {
    return result.status().name().toLowerCase(Locale.ROOT)
        + (result.message().isEmpty() ? "" : ": " + result.message());
  }

  private Table ratios() {
    Table table =
        Table.of(
            "ratios",
            "Ratios",
            "How many times as long as another one takes: below 1 is faster; the interval has "
                + Math.round(report.confidence() * 100)
                + " % confidence.",
            3,
            List.of("job", "contender", "against", "time / time", "low", "high", "verdict"));
    eachResult(
        (job, result) ->
            result
                .ratios()
                .forEach(
                    (other, ratio) -> table.row(ratio(job, result.contender(), other, ratio))));
    return table;
  }

  private static List<String> ratio(JobResult job, String contender, String other, Ratio ratio) {
    return List.of(
        job.job(),
        contender,
        other,
        Figures.times(ratio.value()),
        Figures.times(ratio.low()),
        Figures.times(ratio.high()),
        verdict(ratio));
  }

  static String verdict(Ratio ratio) {
    return ratio.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Table phases() {
    Table table =
        Table.of(
            "phases",
            "Time by phase",
            "One run, the one nearest to the median. Where phases overlap, each has an equal share of the time.",
            3,
            List.of("job", "contender", "phase", "time", "from", "to", "attempts"));
    eachResult(
        (job, result) -> {
          for (PhaseTimes.Share share : PhaseTimes.of(result)) {
            table.row(phase(job.job(), result.contender(), share));
          }
          if (result.summary() != null && result.phases().isEmpty()) {
            String no = Table.NOT_OBSERVABLE;
            table.row(List.of(job.job(), result.contender(), no, "", "", "", ""));
          }
        });
    return table;
  }

  private static List<String> phase(String job, String contender, PhaseTimes.Share share) {
    Phase phase = share.phase();
    String time = Figures.millis(share.millis());
    if (phase == null) {
      return List.of(job, contender, share.name(), time, "", "", "");
    }
    return List.of(
        job,
        contender,
        share.name(),
        time,
        Figures.millis((double) phase.startMillis()),
        Figures.millis((double) phase.endMillis()),
        Figures.count(phase.tasks()));
  }

  private Table memory() {
    Table table =
        Table.of(
            "memory",
            "Memory and processor",
            "Peaks are the greatest of all timed runs, times are means. A heap holds garbage too: what a run is given it will use.",
            2,
            List.of(
                "job",
                "contender",
                "median",
                "processor time",
                "time in collector",
                "collections",
                "peak heap",
                "peak after a collection",
                "peak resident"));
    eachResult(
        (job, result) -> {
          if (result.summary() != null) {
            table.row(usage(job.job(), result));
          }
        });
    return table;
  }

  private static List<String> usage(String job, Result result) {
    Usage usage = result.usage();
    return List.of(
        job,
        result.contender(),
        Figures.millis(result.summary().median()),
        seen(usage.cpuMillis(), Figures::millis),
        seen(usage.gcMillis(), Figures::millis),
        seen(usage.collections(), Figures::digits),
        seen(usage.peakHeap(), Figures::bytes),
        seen(usage.peakLive(), Figures::bytes),
        seen(usage.peakRss(), Figures::bytes));
  }

  private static <T> String seen(T amount, Function<T, String> print) {
    return amount == null ? Table.NOT_OBSERVABLE : print.apply(amount);
  }

  private interface Visit {
    void result(JobResult job, Result result);
  }

  private void eachResult(Visit visit) {
    report.jobs().forEach(job -> job.results().forEach(result -> visit.result(job, result)));
  }
}
