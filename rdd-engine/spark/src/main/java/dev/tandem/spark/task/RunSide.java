package dev.tandem.spark.task;

import dev.tandem.spark.report.TaskBooks;
import java.io.Serializable;
import org.apache.spark.TaskContext;

/**
 * What all tasks of a run share, as far as an RDD needs it.
 *
 * @param books what tasks count
 * @param sides the broadcasts that the RDD's steps capture
 * @param attempts how often a task may be tried where Spark would try more often; else 0
 */
public record RunSide(TaskBooks books, Sides sides, int attempts) implements Serializable {
  void checkAttempt(TaskContext context) {
    if (attempts > 0 && context.attemptNumber() >= attempts) {
      throw new NoMoreAttempts(attempts);
    }
  }
}
