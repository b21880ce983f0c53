package dev.tandem.harness.report;

import dev.tandem.harness.BenchReport;
import dev.tandem.harness.BenchReport.JobResult;
import dev.tandem.harness.BenchReport.Result;
import dev.tandem.harness.Status;
import dev.tandem.harness.stats.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark found, in words: who won what and by how much. A difference is claimed only
 * where the interval of the ratio leaves out 1.
 *
 * @param sentence the whole benchmark in one sentence
 * @param validity what its answers are worth
 * @param valid whether every contender that has a job gave right answers
 * @param jobs in the order of the report
 * @param cards one for each contender, in the order of the report
 */
record Findings(
    String sentence, String validity, boolean valid, List<JobFinding> jobs, List<Card> cards) {
  /**
   * One job.
   *
   * @param job its name
   * @param winners the contender with the least median, and those that its times cannot be told
   *     from; empty if nobody has times
   * @param next the fastest of the others, or "" if there is none
   * @param lead how many times as long that one takes as the first winner; null if there is none
   * @param sentence all that in words
   */
  record JobFinding(String job, List<String> winners, String next, Ratio lead, String sentence) {
    private boolean isWon() {
      return winners.size() == 1 && lead != null;
    }
  }

  /**
   * One contender.
   *
   * @param contender its name
   * @param big the figure to look at first
   * @param lines what else is worth saying
   */
  record Card(String contender, String big, List<String> lines) {}

  static Findings of(BenchReport report) {
    List<JobFinding> jobs = report.jobs().stream().map(job -> finding(job, report)).toList();
    List<Card> cards =
        contenders(report).stream().map(name -> new Cards(report, jobs).card(name)).toList();
    return new Findings(sentence(jobs), validity(report), report.valid(), jobs, cards);
  }

  /**
   * The contender that the others are compared with: the first one.
   *
   * @throws IllegalArgumentException if nobody took part
   */
  static String base(BenchReport report) {
    return contenders(report).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a benchmark without contenders"));
  }

  /** All contenders, in the order of the report. */
  static List<String> contenders(BenchReport report) {
    return report.jobs().stream()
        .flatMap(job -> job.results().stream())
        .map(Result::contender)
        .distinct()
        .toList();
  }

  private static JobFinding finding(JobResult job, BenchReport report) {
    List<Result> right =
        job.results().stream()
            .filter(result -> result.summary() != null)
            .sorted(Comparator.comparingDouble(result -> result.summary().median()))
            .toList();
    if (right.isEmpty()) {
      return new JobFinding(job.job(), List.of(), "", null, "nobody has a time on " + job.job());
    }
    String first = right.get(0).contender();
    if (right.stream().anyMatch(result -> isUnknown(result.ratios().get(first)))) {
      String sentence = "one JVM each does not tell who won on " + job.job();
      return new JobFinding(job.job(), List.of(), "", null, sentence);
    }
    List<String> winners = new ArrayList<>(List.of(first));
    Result next = null;
    for (Result result : right.subList(1, right.size())) {
      if (result.ratios().get(first).verdict() == Ratio.Verdict.NO_DIFFERENCE) {
        winners.add(result.contender());
      } else if (next == null) {
        next = result;
      }
    }
    Ratio lead = next == null ? null : next.ratios().get(first);
    String name = next == null ? "" : next.contender();
    return new JobFinding(
        job.job(), winners, name, lead, sentence(winners, name, lead, job.job(), report));
  }

  private static String sentence(
      List<String> winners, String next, Ratio lead, String job, BenchReport report) {
    String first = winners.get(0);
    if (winners.size() > 1) {
      return "no difference between " + and(winners) + " on " + job;
    }
    if (lead == null) {
      return "only " + first + " has times on " + job;
    }
    return String.format(
        Locale.ROOT,
        "%s won %s, %s times as fast as %s (%d %% interval %s)",
        first,
        job,
        Figures.times(lead.value()),
        next,
        Math.round(report.confidence() * 100),
        Figures.interval(lead));
  }

  /** Jobs with the same outcome share a clause. */
  private static String sentence(List<JobFinding> jobs) {
    Map<String, List<JobFinding>> won = new LinkedHashMap<>();
    Map<List<String>, List<String>> even = new LinkedHashMap<>();
    List<String> clauses = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (JobFinding job : jobs) {
      if (job.isWon()) {
        won.computeIfAbsent(job.winners().get(0), name -> new ArrayList<>()).add(job);
      } else if (job.winners().size() > 1) {
        even.computeIfAbsent(job.winners(), names -> new ArrayList<>()).add(job.job());
      } else {
        rest.add(job.sentence());
      }
    }
    won.forEach((name, wins) -> clauses.add(clause(name, wins)));
    even.forEach(
        (names, ties) -> clauses.add("no difference between " + and(names) + " on " + and(ties)));
    clauses.addAll(rest);
    return String.join("; ", clauses) + ".";
  }

  private static boolean isUnknown(Ratio ratio) {
    return ratio != null && ratio.verdict() == Ratio.Verdict.UNKNOWN;
  }

  private static String clause(String winner, List<JobFinding> wins) {
    if (wins.size() == 1) {
      return wins.get(0).sentence();
    }
    double least = wins.stream().mapToDouble(win -> win.lead().value()).min().orElseThrow();
    double most = wins.stream().mapToDouble(win -> win.lead().value()).max().orElseThrow();
    double low = wins.stream().mapToDouble(win -> win.lead().low()).min().orElseThrow();
    double high = wins.stream().mapToDouble(win -> win.lead().high()).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s won %s, %s to %s times as fast as the next (intervals within %s – %s)",
        winner,
        and(wins.stream().map(JobFinding::job).toList()),
        Figures.times(least),
        Figures.times(most),
        Figures.times(low),
        Figures.times(high));
  }

  private static String validity(BenchReport report) {
    List<String> invalid = new ArrayList<>();
    for (JobResult job : report.jobs()) {
      for (Result result : job.results()) {
        if (result.status() == Status.WRONG || result.status() == Status.FAILED) {
          invalid.add(result.contender() + " on " + job.job());
        }
      }
    }
    return invalid.isEmpty()
        ? "Every answer, those of warm-up runs too, was compared with the right one before a time counted."
        : "No time is shown where a run failed or an answer was not the right one: "
            + and(invalid)
            + ".";
  }

  /** {@code a, b and c}. */
  static String and(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
