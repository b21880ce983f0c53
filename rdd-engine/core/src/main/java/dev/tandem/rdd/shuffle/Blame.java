package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskStopped;

/**
 * Names the step whose aggregator has thrown. A combiner runs inside the emit of another step,
 * which would otherwise be blamed.
 *
 * @param step the name of the step
 */
record Blame(String step) {
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
