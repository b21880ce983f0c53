package dev.tandem.harness;

/** How long a benchmark will take, from how long the right answers took to compute. */
final class Estimate {
  /** To start a JVM, JMH in it, and to load classes. */
  private static final double FORK_SECONDS = 1.2;

  /** To collect garbage before a run and to check its answer. */
  private static final double RUN_SECONDS = 0.2;

  private double seconds;

  /**
   * Adds one contender on one job.
   *
   * @param answerSeconds what the right answer took, cold
   */
  void add(String contender, double answerSeconds, Schedule schedule) {
    double run = RUN_SECONDS + answerSeconds * factor(contender);
    seconds += schedule.rounds() * (FORK_SECONDS + schedule.runs() * run);
  }

  /**
   * How much longer than a cold single-thread program; rough, from tables of small and medium runs.
   */
  private static double factor(String contender) {
    return switch (contender) {
      case Contenders.BASELINE -> 1;
      case "rdd" -> 1.5;
      case "mapreduce" -> 2.5;
      default -> 10;
    };
  }

  /** For people: {@code less than a minute}, {@code about 4 minutes}. */
  String print() {
    if (seconds < 50) {
      return "less than a minute";
    }
    long minutes = Math.max(1, Math.round(seconds / 60));
    if (minutes >= 120) {
      return "about " + Math.round(seconds / 3600) + " hours";
    }
    return "about " + minutes + (minutes == 1 ? " minute" : " minutes");
  }
}
