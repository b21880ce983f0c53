package dev.tandem.mapreduce.api;

/**
 * How far a job is: Hadoop's {@code JobStatus}.
 *
 * @param getJobID {@code job_1700000000000_0001}
 * @param getState where it stands
 * @param getMapProgress committed map tasks, 0 to 1
 * @param getReduceProgress committed reduce tasks, 0 to 1
 * @param getFailureInfo why it failed, or empty
 */
public record JobStatus(
    String getJobID,
    State getState,
    float getMapProgress,
    float getReduceProgress,
    String getFailureInfo) {
  /** Hadoop's states of a job. */
  public enum State {
    /** Not submitted. */
    PREP,
    /** Submitted. */
    RUNNING,
    /** Its output is there. */
    SUCCEEDED,
    /** It failed; nothing is visible. */
    FAILED,
    /** It was killed; nothing is visible. */
    KILLED
  }

  /** Whether it has ended, well or not. */
  public boolean isJobComplete() {
    return getState != State.PREP && getState != State.RUNNING;
  }
}
