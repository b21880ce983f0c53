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
 * @param pools by name
 */
record SchedulerSettings(TaskPolicy policy, Map<String, Pool> pools) {
  private static final String MULTIPLIER = "3";
  private static final String QUANTILE = "0.9";

  /**
   * Reads the switches.
   *
   * @throws JobFailed for one that cannot be read; names it
   */
  static SchedulerSettings of(String job, RunOptions options) {
    try {
      return new SchedulerSettings(
          policy(options), pools(options.conf("spark.scheduler.pools", "")));
    } catch (IllegalArgumentException e) {
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    }
  }

  private static TaskPolicy policy(RunOptions options) {
    TaskPolicy policy = TaskPolicy.DEFAULT.withAttempts(maxFailures(options));
    String on = options.conf("spark.speculation", "false");
    double multiplier =
        number("multiplier", options.conf("spark.speculation.multiplier", MULTIPLIER));
    double quantile = number("quantile", options.conf("spark.speculation.quantile", QUANTILE));
    return on.equals("true")
        ? policy.withSpeculation(new Speculation.Spark(multiplier, quantile))
        : policy;
  }

  /** 0 where nothing is said: the attempts of the options then. */
  private static int maxFailures(RunOptions options) {
    String typed = options.conf("spark.task.maxFailures", "");
    if (typed.isEmpty()) {
      return 0;
    }
    try {
      int failures = Integer.parseInt(typed);
      if (failures > 0) {
        return failures;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(badFailures(typed), e);
    }
    throw new IllegalArgumentException(badFailures(typed));
  }

  private static String badFailures(String typed) {
    return "spark.task.maxFailures is '" + typed + "', it must be a whole number above 0";
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
