package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.shuffle.TableFeed.Batch;

/**
 * Names the step whose aggregator has thrown. A combiner runs inside the emit of another step,
 * which would otherwise be blamed.
 *
 * @param step the name of the step
 */
record Blame(String step) {
  /** The same batch, blaming the step. */
  Batch guard(Batch batch) {
    return (keys, hashes, values, n) -> {
      try {
        batch.add(keys, hashes, values, n);
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        throw on(e);
      }
    };
  }

  /** What to throw instead. */
  RuntimeException on(Throwable thrown) {
    if (thrown instanceof StepFailure
        || thrown instanceof StorageFailure
        || thrown instanceof TaskStopped) {
      return (RuntimeException) thrown;
    }
    Throwable cause = thrown instanceof FunctionFailed ? thrown.getCause() : thrown;
    return new StepFailure(step, String.valueOf(cause), cause);
  }
}
