package dev.tandem.harness;

import dev.tandem.harness.BenchReport.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader should hold against the numbers of a benchmark, in words. */
final class Threats {
  private Threats() {}

  /**
   * @param here where times were taken
   * @param jobs with their results
   */
  static List<String> of(BenchOptions options, Environment here, List<JobResult> jobs) {
    List<String> threats = new ArrayList<>();
    forks(options, threats);
    machine(here, threats);
    if (options.profile() == Profile.TINY) {
      threats.add("With a megabyte of data, fixed costs decide: nothing follows for larger data.");
    }
    contenders(options, threats);
    if (!options.profilers().isEmpty()) {
      threats.add("Profilers ran along: " + String.join(", ", options.profilers()) + ".");
    }
    threats.add("Data is synthetic: its skew and record sizes are those of its generators.");
    threats.add("One machine: no network, and no disk slower than the page cache in front of it.");
    answers(jobs, threats);
    return List.copyOf(threats);
  }

  private static void forks(BenchOptions options, List<String> threats) {
    int forks = options.schedule().forks();
    if (forks == 0) {
      threats.add("All contenders ran in one JVM: what ran before changed the times.");
    } else if (forks == 1) {
      threats.add("One JVM each: JVMs differ, so ratios have no interval and nobody has won.");
    } else if (forks < 5) {
      threats.add(
          "With " + forks + " JVMs each, the intervals are wide: many differences are not shown.");
    }
  }

  private static void machine(Environment here, List<String> threats) {
    if (here.isBusy()) {
      threats.add(
          String.format(
              Locale.ROOT,
              "Other programs kept the machine busy: a load of %.2f before the first turn.",
              here.loadBefore()));
    }
    if (!here.governor().equals("performance")) {
      threats.add(
          "The processors' frequency was not held fast (governor: " + here.governor() + ").");
    }
    if (here.quota() > 0) {
      threats.add(
          String.format(
              Locale.ROOT,
              "The container is granted %.1f processors and throttled above.",
              here.quota()));
    }
  }

  private static void contenders(BenchOptions options, List<String> threats) {
    boolean real =
        options.contenders().stream()
            .anyMatch(name -> name.startsWith("spark") || name.startsWith("hadoop"));
    if (real) {
      threats.add(
          "Hadoop and Spark ran in one JVM on one machine; they are made for many, and their"
              + " costs of doing so do not pay here.");
    }
    if (options.manner().mode() == Mode.WARM) {
      threats.add(
          "Times are of JVMs that have run the job before; run with --cold for the others.");
    }
  }

  private static void answers(List<JobResult> jobs, List<String> threats) {
    for (JobResult job : jobs) {
      if (!job.checkedAgainst().equals(Contenders.BASELINE)) {
        threats.add(
            "The right answer of "
                + job.job()
                + " came from "
                + job.checkedAgainst()
                + ", which took part: it was not checked by anybody else.");
      }
    }
  }
}
