package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Data;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.stats.Bootstrap;
import dev.tandem.harness.stats.Ratio;
import dev.tandem.harness.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Two benchmarks, contender by contender: did it become faster? A ratio is given only where both
 * read the same bytes with the same parameters; whatever else differs is a warning. Both were taken
 * at different times: that the machine itself became slower or faster in between is not in the
 * intervals.
 *
 * @param old when the older one was started, and from which commit
 * @param now the same of the newer one
 * @param confidence nominal, of the intervals
 * @param warnings what differs between the two, one sentence each
 * @param rows in the order of the newer one
 */
public record Against(
    String old, String now, double confidence, List<String> warnings, List<Row> rows) {
  /**
   * One contender on one job.
   *
   * @param job its name
   * @param contender its name
   * @param old the older times; null without any
   * @param now the newer times; null without any
   * @param ratio the newer time to the older one; null where they cannot be compared
   * @param refusal why not; empty otherwise
   */
  public record Row(
      String job, String contender, Summary old, Summary now, Ratio ratio, String refusal) {}

  /** Compares what both have in common; the newer one's jobs and contenders decide. */
  public static Against compare(BenchReport old, BenchReport now) {
    List<Row> rows = new ArrayList<>();
    for (JobResult job : now.jobs()) {
      JobResult before = find(old, job.job());
      String refusal = before == null ? "not in the older one" : refusal(old, before, now, job);
      for (Result result : job.results()) {
        rows.add(row(job.job(), before, result, refusal, now.seed()));
      }
    }
    return new Against(
        title(old), title(now), Bootstrap.CONFIDENCE, Differences.warnings(old, now), rows);
  }

  private static String title(BenchReport report) {
    return report.started() + ", commit " + report.suite().commit();
  }

  private static JobResult find(BenchReport report, String name) {
    return report.jobs().stream().filter(job -> job.job().equals(name)).findFirst().orElse(null);
  }

  private static String refusal(
      BenchReport old, JobResult before, BenchReport now, JobResult after) {
    if (!before.params().equals(after.params())) {
      return "other parameters: " + before.params() + " and " + after.params();
    }
    if (!digests(old, before).equals(digests(now, after))) {
      return "other data: the digests differ";
    }
    return old.mode() == now.mode() ? "" : "one has warm times, the other cold ones";
  }

  private static List<String> digests(BenchReport report, JobResult job) {
    return report.datasets().stream()
        .filter(data -> job.inputs().contains(data.name()))
        .map(Data::sha256)
        .sorted()
        .toList();
  }

  private static Row row(String job, JobResult before, Result now, String refusal, long seed) {
    Result old =
        before == null
            ? null
            : before.results().stream()
                .filter(result -> result.contender().equals(now.contender()))
                .findFirst()
                .orElse(null);
    String why = refusal.isEmpty() ? without(old, now) : refusal;
    Ratio ratio =
        why.isEmpty()
            ? new Bootstrap(seed).unpaired(now.millis(), Objects.requireNonNull(old).millis())
            : null;
    return new Row(
        job, now.contender(), old == null ? null : old.summary(), now.summary(), ratio, why);
  }

  private static String without(Result old, Result now) {
    if (old == null) {
      return "not in the older one";
    }
    if (old.summary() == null) {
      return "the older one has no times: " + Tables.said(old);
    }
    return now.summary() == null ? "the newer one has no times: " + Tables.said(now) : "";
  }

  /** The comparison in one sentence. */
  public String sentence() {
    List<String> clauses = new ArrayList<>();
    clause(clauses, Ratio.Verdict.FASTER, "faster");
    clause(clauses, Ratio.Verdict.SLOWER, "slower");
    clause(clauses, Ratio.Verdict.NO_DIFFERENCE, "no difference");
    clause(clauses, Ratio.Verdict.UNKNOWN, "no verdict from one JVM each");
    long refused = rows.stream().filter(row -> row.ratio() == null).count();
    if (refused > 0) {
      clauses.add("not compared: " + refused);
    }
    return "Of " + rows.size() + " contenders on jobs: " + String.join("; ", clauses) + ".";
  }

  private void clause(List<String> clauses, Ratio.Verdict verdict, String word) {
    List<Row> such =
        rows.stream()
            .filter(row -> row.ratio() != null && row.ratio().verdict() == verdict)
            .toList();
    if (!such.isEmpty()) {
      List<String> names =
          such.stream().limit(3).map(row -> row.contender() + " on " + row.job()).toList();
      String more = such.size() > 3 ? " ..." : "";
      clauses.add(word + " " + such.size() + " (" + String.join(", ", names) + more + ")");
    }
  }

  /** As Markdown, which reads well as plain text too. */
  public String print() {
    return Markdown.print(this);
  }

  Table table() {
    Table table =
        Table.of(
            "against",
            "Against the older benchmark",
            "How many times as long it takes now: below 1 it became faster.",
            3,
            List.of("job", "contender", "verdict", "before", "now", "now / before"));
    for (Row row : rows) {
      Ratio ratio = row.ratio();
      table.row(
          List.of(
              row.job(),
              row.contender(),
              ratio == null ? "not compared: " + row.refusal() : Tables.verdict(ratio),
              row.old() == null ? "" : Figures.millis(row.old().median()),
              row.now() == null ? "" : Figures.millis(row.now().median()),
              ratio == null
                  ? ""
                  : Figures.times(ratio.value()) + " (" + Figures.interval(ratio) + ")"));
    }
    return table;
  }
}
