package dev.tandem.rdd.api;

/**
 * Guesses the result of a job from those of the tasks that have ended: Spark's
 * ApproximateEvaluator. Used by one thread at a time.
 *
 * @param <U> the result of a task
 * @param <R> the result of the job
 */
interface Evaluator<U, R> {
  /** One more task has ended. */
  void merge(U taskResult);

  /** What is known now; exact when all tasks have ended. */
  R currentResult();
}
