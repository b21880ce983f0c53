package dev.tandem.rdd.api;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.run.TaskEnding;
import dev.tandem.rdd.store.SizeEstimator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the tasks of one job may send to the driver: Spark's {@code spark.driver.maxResultSize}.
 * What is counted is estimated heap, since nothing is serialised on the way.
 *
 * @param job for errors
 * @param most bytes; 0 for any number
 */
record ResultLimit(String job, long most) {
  private static final String KEY = "spark.driver.maxResultSize";

  /**
   * Reads the switch: bytes, or with k, m or g.
   *
   * @throws JobFailed if it is no size
   */
  static ResultLimit of(String job, RunOptions options) {
    String typed = options.conf("spark.driver.maxResultSize", "1g").toLowerCase(Locale.ROOT);
    if (!typed.matches("\\d{1,15}[kmg]?b?")) {
      throw new JobFailed(
          "job " + job + ": " + KEY + " is '" + typed + "', it must be a size such as 512m or 1g");
    }
    String number = typed.replaceAll("[kmgb]+$", "");
    int shift = typed.contains("k") ? 10 : typed.contains("m") ? 20 : typed.contains("g") ? 30 : 0;
    return new ResultLimit(job, Long.parseLong(number) << shift);
  }

  /** The same tasks, but the job fails when their results are too large together. */
  <R> TaskEnding<R> limit(String action, TaskEnding<R> ending) {
    if (most == 0) {
      return ending;
    }
    AtomicLong total = new AtomicLong();
    AtomicLong tasks = new AtomicLong();
    return (rdd, partition, context) -> {
      R result = ending.run(rdd, partition, context);
      long bytes = SizeEstimator.estimate(result);
      context
          .task()
          .onAccepted(() -> check(action, tasks.incrementAndGet(), total.addAndGet(bytes)));
      return result;
    };
  }

  private void check(String action, long tasks, long bytes) {
    if (bytes > most) {
      throw new JobFailed(
          "job "
              + job
              + ": "
              + action
              + ": the results of "
              + tasks
              + (tasks == 1 ? " task (" : " tasks (")
              + bytes
              + " bytes) are larger than "
              + KEY
              + " ("
              + most
              + " bytes); write them to files, or raise it");
    }
  }
}
