package dev.tandem.rdd.api;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.rdd.run.JobHandle;
import dev.tandem.rdd.run.TaskEnding;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The actions that answer when a time is over, from the tasks that have ended by then. */
final class Approximate {
  /** Where none is asked for: Spark's default. */
  static final double CONFIDENCE = 0.95;

  private final String action;
  private final RddActions<?> rdd;
  private final long timeoutMillis;
  private final double confidence;

  /**
   * @throws IllegalArgumentException if the confidence is none
   */
  Approximate(String action, RddActions<?> rdd, long timeoutMillis, double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          action + ": the confidence is " + confidence + ", it must be from 0 to 1");
    }
    this.action = action;
    this.rdd = rdd;
    this.timeoutMillis = timeoutMillis;
    this.confidence = confidence;
  }

  PartialResult<BoundedDouble> count() {
    return run(Actions.counting(), Evaluators.count(rdd.node.partitions(), confidence));
  }

  <K> PartialResult<Map<K, BoundedDouble>> counts(TaskEnding<Tally<K>> tally) {
    return run(tally, Evaluators.counts(rdd.node.partitions(), confidence));
  }

  PartialResult<BoundedDouble> sum() {
    return run(stats(), Evaluators.sum(rdd.node.partitions(), confidence));
  }

  PartialResult<BoundedDouble> mean() {
    return run(stats(), Evaluators.mean(rdd.node.partitions(), confidence));
  }

  private static TaskEnding<StatCounter> stats() {
    return (node, partition, context) -> {
      StatCounter numbers = new StatCounter();
      node.push(partition, context, (key, value) -> numbers.merge((Double) value));
      return numbers;
    };
  }

  private <U, R> PartialResult<R> run(TaskEnding<U> ending, Evaluator<U, R> evaluator) {
    JobHandle<U> job =
        rdd.context.submit(
            action,
            rdd.node,
            IntStream.range(0, rdd.node.partitions()).boxed().toList(),
            ending,
            (result, partition) -> merge(evaluator, result));
    CompletableFuture<R> end = job.future().thenApply(all -> now(evaluator));
    boolean ended = await(job);
    return new PartialResult<>(now(evaluator), ended, end);
  }

  /** Tasks are accepted on the thread of the job, while the caller asks. */
  private static <U> void merge(Evaluator<U, ?> evaluator, U result) {
    synchronized (evaluator) {
      evaluator.merge(result);
    }
  }

  private static <R> R now(Evaluator<?, R> evaluator) {
    synchronized (evaluator) {
      return evaluator.currentResult();
    }
  }

  /** Whether the job has ended in time. */
  private boolean await(JobHandle<?> job) {
    try {
      job.future().get(timeoutMillis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      job.get(); // throws the failure as it is
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      job.cancel();
      Thread.currentThread().interrupt();
      throw new JobFailed(action + ": interrupted", e);
    }
  }
}
