package dev.tandem.spark.task;

/**
 * Spark would try the task once more, the run's options would not: this attempt ends before it has
 * begun, and does not count.
 */
public final class NoMoreAttempts extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoMoreAttempts(int attempts) {
    super("a task may be tried " + attempts + (attempts == 1 ? " time" : " times"));
  }
}
