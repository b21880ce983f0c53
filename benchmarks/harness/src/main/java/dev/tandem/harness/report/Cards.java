package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Status;
import dev.tandem.harness.report.Findings.Card;
import dev.tandem.harness.report.Findings.JobFinding;
import dev.tandem.harness.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is worth saying about each contender, over all jobs.
 *
 * @param report what was measured
 * @param jobs what was found
 */
record Cards(BenchReport report, List<JobFinding> jobs) {
  Card card(String contender) {
    long won = jobs.stream().filter(job -> job.winners().contains(contender)).count();
    List<String> lines = new ArrayList<>();
    String base = Findings.base(report);
    lines.add(
        contender.equals(base) ? "the others are compared with it" : against(contender, base));
    for (Status status : Status.values()) {
      long count = results(contender).stream().filter(result -> result.status() == status).count();
      if (status != Status.RIGHT && count > 0) {
        lines.add(status.name().toLowerCase(Locale.ROOT) + " on " + Figures.plural(count, "job"));
      }
    }
    return new Card(contender, "first on " + won + " of " + jobs.size(), lines);
  }

  private String against(String contender, String base) {
    List<Ratio> ratios =
        results(contender).stream()
            .map(result -> result.ratios().get(base))
            .filter(Objects::nonNull)
            .toList();
    if (ratios.isEmpty()) {
      return "no job in common with " + base;
    }
    List<String> counts = new ArrayList<>();
    count(counts, ratios, Ratio.Verdict.FASTER, "faster");
    count(counts, ratios, Ratio.Verdict.SLOWER, "slower");
    count(counts, ratios, Ratio.Verdict.NO_DIFFERENCE, "no difference");
    count(counts, ratios, Ratio.Verdict.UNKNOWN, "no verdict from one JVM each");
    return "against " + base + ": " + String.join(", ", counts);
  }

  private static void count(
      List<String> counts, List<Ratio> ratios, Ratio.Verdict verdict, String word) {
    List<Ratio> such = ratios.stream().filter(ratio -> ratio.verdict() == verdict).toList();
    if (such.isEmpty()) {
      return;
    }
    double low = such.stream().mapToDouble(Ratio::value).min().orElseThrow();
    double high = such.stream().mapToDouble(Ratio::value).max().orElseThrow();
    String range = Figures.times(low) + (such.size() > 1 ? " – " + Figures.times(high) : "");
    String takes =
        verdict == Ratio.Verdict.NO_DIFFERENCE ? "" : " (takes " + range + " of its time)";
    counts.add(word + " on " + such.size() + takes);
  }

  private List<Result> results(String contender) {
    return report.jobs().stream()
        .flatMap(job -> job.results().stream())
        .filter(result -> result.contender().equals(contender))
        .toList();
  }
}
