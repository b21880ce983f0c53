package dev.tandem.harness;

import java.time.Duration;
import java.util.Set;

/**
 * How long turns will take: as long as they took before on this machine; or, for what never ran
 * here, a multiple of the time of the right answer, which says little more than the order of
 * magnitude.
 */
final class Estimate {
  /** To start a JVM, JMH in it, and to load classes. */
  private static final double FORK_SECONDS = 1.2;

  /** What a real system adds to that: its contexts, services and classes. */
  private static final double SYSTEM_SECONDS = 3;

  /** To collect garbage before a run and to check its answer. */
  private static final double RUN_SECONDS = 0.2;

  private static final Set<String> LOOPS =
      Set.of("pagerank", "kmeans", "connected-components", "logistic-regression");

  private final Pace pace;
  private boolean guessed;

  Estimate(Pace pace) {
    this.pace = pace;
  }

  /**
   * Seconds of one turn.
   *
   * @param key of the pace
   * @param answerSeconds what the right answer took, on one thread and cold
   * @param runs in the turn
   */
  double turn(String key, String workload, String contender, double answerSeconds, int runs) {
    return fork(contender)
        + runs * pace.of(key).orElseGet(() -> guess(workload, contender, answerSeconds));
  }

  /** Seconds that a JVM takes beside its runs. */
  double fork(String contender) {
    return FORK_SECONDS + (isSystem(contender) ? SYSTEM_SECONDS : 0);
  }

  private double guess(String workload, String contender, double answerSeconds) {
    guessed = true;
    return RUN_SECONDS + answerSeconds * factor(contender, LOOPS.contains(workload));
  }

  private static boolean isSystem(String contender) {
    return contender.startsWith("spark") || contender.startsWith("hadoop");
  }

  /**
   * How much longer than a cold single-thread program; rough, from tables of medium runs on two
   * processors.
   */
  private static double factor(String contender, boolean loop) {
    return switch (contender) {
      case Contenders.BASELINE, "streams", "bytes", "duckdb" -> 1;
      case "rdd" -> loop ? 3 : 1.5;
      case "mapreduce" -> loop ? 8 : 2.5;
      case "spark", "spark-native" -> loop ? 10 : 4;
      case "hadoop", "hadoop-native" -> loop ? 30 : 7;
      default -> 10;
    };
  }

  /** Whether a part of it is guessed. */
  boolean isGuessed() {
    return guessed;
  }

  /** For people: {@code less than a minute}, {@code about 4 minutes}. */
  static String print(double seconds) {
    if (seconds < 50) {
      return "less than a minute";
    }
    long minutes = Math.max(1, Math.round(seconds / 60));
    if (minutes >= 120) {
      return "about " + Math.round(seconds / 3600) + " hours";
    }
    return "about " + minutes + (minutes == 1 ? " minute" : " minutes");
  }

  private static String print(Duration limit) {
    return limit.toMinutes() == 0
        ? limit.toSeconds() + (limit.toSeconds() == 1 ? " second" : " seconds")
        : limit.toMinutes() + (limit.toMinutes() == 1 ? " minute" : " minutes");
  }

  /**
   * Refuses what would take too long.
   *
   * @throws IllegalArgumentException if it would; one line that says what to do
   */
  static void check(double seconds, Duration limit) {
    if (seconds > limit.toSeconds()) {
      throw new IllegalArgumentException(
          "this would take "
              + print(seconds)
              + ", more than the time limit of "
              + print(limit)
              + ": raise it with --time-limit, or take fewer jobs, engines, forks or"
              + " iterations");
    }
  }
}
