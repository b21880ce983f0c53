package dev.tandem.rdd.run;

import dev.tandem.cluster.Pool;
import dev.tandem.cluster.Speculation;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * Twin of SchedulingSettings of the MapReduce engine: the switches of the scheduler, with Spark's
 * names and defaults here and Hadoop's there.
 *
 * @param policy of all stages
 * @param stageAttempts how many attempts of a stage in a row may end because something that it
 *     reads was lost; the last of them ends the job
 * @param pools by name
 */
record SchedulerSettings(TaskPolicy policy, int stageAttempts, Map<String, Pool> pools) {
  private static final int STAGE_ATTEMPTS = 4;
  private static final String MULTIPLIER = "3";
  private static final String QUANTILE = "0.9";

  /**
   * Reads the switches.
   *
   * @throws JobFailed for one that cannot be read; names it
   */
  static SchedulerSettings of(String job, RunOptions options) {
    try {
      int stageAttempts =
          whole(
              "spark.stage.maxConsecutiveAttempts",
              options.conf("spark.stage.maxConsecutiveAttempts", ""),
              STAGE_ATTEMPTS);
      return new SchedulerSettings(
          policy(options).withRestores(stageAttempts),
          stageAttempts,
          pools(options.conf("spark.scheduler.pools", "")));
    } catch (IllegalArgumentException e) {
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    }
  }

  private static TaskPolicy policy(RunOptions options) {
    // 0 where nothing is said: the attempts of the options then
    int attempts = whole("spark.task.maxFailures", options.conf("spark.task.maxFailures", ""), 0);
    TaskPolicy policy = TaskPolicy.DEFAULT.withAttempts(attempts);
    String on = options.conf("spark.speculation", "false");
    double multiplier =
        number("multiplier", options.conf("spark.speculation.multiplier", MULTIPLIER));
    double quantile = number("quantile", options.conf("spark.speculation.quantile", QUANTILE));
    return on.equals("true")
        ? policy.withSpeculation(new Speculation.Spark(multiplier, quantile))
        : policy;
  }

  private static int whole(String name, String typed, int unsaid) {
    if (typed.isEmpty()) {
      return unsaid;
    }
    try {
      int number = Integer.parseInt(typed);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(notWhole(name, typed), e);
    }
    throw new IllegalArgumentException(notWhole(name, typed));
  }

  private static String notWhole(String name, String typed) {
    return name + " is '" + typed + "', it must be a whole number above 0";
  }

  private static double number(String name, String typed) {
    try {
      double number = Double.parseDouble(typed);
      if (number > 0 && number < Double.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(bad(name, typed), e);
    }
    throw new IllegalArgumentException(bad(name, typed));
  }

  private static String bad(String name, String typed) {
    return "spark.speculation." + name + " is '" + typed + "', it must be a number above 0";
  }

  private static Map<String, Pool> pools(String typed) {
    Map<String, Pool> pools = new HashMap<>();
    for (String one : typed.isBlank() ? new String[0] : typed.split(",", -1)) {
      String[] fields = one.strip().split(":", -1);
      try {
        pools.put(
            fields[0],
            new Pool(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2])));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "spark.scheduler.pools has '" + one + "', write name:weight:minShare", e);
      }
    }
    return pools;
  }

  /** The pool of a name: one that is not listed has weight 1 and no minimum. */
  Pool pool(String name) {
    return pools.getOrDefault(name, Pool.named(name));
  }
}
