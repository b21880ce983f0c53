package dev.tandem.mapreduce.api;

/**
 * How far a job is.
 *
 * @param id {@code job_1700000000000_0001}
 * @param state where it stands
 * @param mapProgress committed map tasks, 0 to 1
 * @param reduceProgress committed reduce tasks, 0 to 1
 * @param failureInfo why it failed, or empty
 */
public record JobStatus(
    String id, State state, float mapProgress, float reduceProgress, String failureInfo) {
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
  public boolean isComplete() {
    return state != State.PREP && state != State.RUNNING;
  }
}
