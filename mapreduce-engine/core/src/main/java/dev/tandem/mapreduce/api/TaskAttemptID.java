package dev.tandem.mapreduce.api;

import java.util.Locale;

/**
 * Which attempt of which task this is.
 *
 * @param job the id of the job: {@code job_1700000000000_0001}
 * @param map whether it is a map task
 * @param task the number of the task, from 0
 * @param attempt the number of the attempt, from 0
 */
public record TaskAttemptID(String job, boolean map, int task, int attempt) {
  /** As Hadoop writes it: {@code attempt_1700000000000_0001_m_000003_0}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "attempt%s_%s_%06d_%d",
        job.substring("job".length()),
        map ? "m" : "r",
        task,
        attempt);
  }
}
