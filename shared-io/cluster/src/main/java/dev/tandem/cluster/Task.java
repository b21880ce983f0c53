package dev.tandem.cluster;

/**
 * A piece of work that runs on one slot. It may be tried several times, even at the same time, so
 * everything that it changes must belong to the attempt until the attempt is committed: see {@link
 * TaskContext#onCommit} and {@link TaskContext#onAccepted}.
 *
 * @param <R> the result, handed over by reference
 */
@FunctionalInterface
public interface Task<R> {
  /**
   * Does the work.
   *
   * @param context the attempt that this is
   * @return the result; may be null
   * @throws FetchFailure if what another task had produced is gone; does not count as a failure of
   *     this task
   * @throws Exception anything else counts as a failure of this attempt
   */
  R run(TaskContext context) throws Exception;

  /**
   * The node that holds the task's data, or -1. Idle nodes may take the task all the same: they
   * must be able to run it.
   */
  default int preferredNode() {
    return -1;
  }

  /** The number of the task in its unit, from 0; -1 if that is its place in the {@link TaskSet}. */
  default int number() {
    return -1;
  }
}
