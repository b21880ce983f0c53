package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.JobStatus;
import dev.tandem.mapreduce.api.MapReduceJob;
import java.util.ArrayList;
import java.util.List;

/**
 * A job in a graph of jobs, and the jobs that must succeed before it: Hadoop's, with its states.
 */
public final class ControlledJob {
  /** Where a job in a graph stands. */
  public enum State {
    /** For jobs that it depends on. */
    WAITING,
    /** All of them have succeeded. */
    READY,
    /** Submitted. */
    RUNNING,
    /** Its output is there. */
    SUCCESS,
    /** It failed, or was killed. */
    FAILED,
    /** A job that it depends on failed: it was never submitted. */
    DEPENDENT_FAILED
  }

  private final MapReduceJob job;
  private final List<ControlledJob> dependingJobs = new ArrayList<>();
  private State state = State.WAITING;
  private String message = "";

  /**
   * @param job not submitted yet
   * @param dependingJobs jobs that must succeed before it; may be empty
   */
  public ControlledJob(MapReduceJob job, List<ControlledJob> dependingJobs) {
    this.job = job;
    this.dependingJobs.addAll(dependingJobs);
  }

  /** The job. */
  public MapReduceJob getJob() {
    return job;
  }

  /** The name of the job. */
  public String getJobName() {
    return job.getJobName();
  }

  /** Adds a job that must succeed before this one. */
  public synchronized void addDependingJob(ControlledJob other) {
    if (state != State.WAITING) {
      throw new IllegalStateException(getJobName() + " does not wait any more");
    }
    dependingJobs.add(other);
  }

  /** The jobs that must succeed before this one. */
  public synchronized List<ControlledJob> getDependentJobs() {
    return List.copyOf(dependingJobs);
  }

  /** Where it stands. */
  public synchronized State getJobState() {
    return state;
  }

  /** Why it failed, or which job that it depends on did. */
  public synchronized String getMessage() {
    return message;
  }

  /** Whether it has ended, well or not, or will never run. */
  public boolean isCompleted() {
    State now = getJobState();
    return now == State.SUCCESS || now == State.FAILED || now == State.DEPENDENT_FAILED;
  }

  private synchronized void set(State next, String why) {
    state = next;
    message = why;
  }

  /** Whether it was ready: two threads may run a graph. */
  private synchronized boolean begin() {
    boolean ready = state == State.READY;
    state = ready ? State.RUNNING : state;
    return ready;
  }

  /** Nobody waits twice: two threads may look at the same job. */
  private synchronized void endWaiting(State next, String why) {
    if (state == State.WAITING) {
      set(next, why);
    }
  }

  /** Gives up: nothing that could end its waiting will happen. */
  void giveUp(String why) {
    endWaiting(State.DEPENDENT_FAILED, why);
  }

  /** Looks whether the jobs that it waits for have ended. */
  void checkState() {
    if (getJobState() != State.WAITING) {
      return;
    }
    boolean ready = true;
    for (ControlledJob other : getDependentJobs()) {
      State its = other.getJobState();
      if (its == State.FAILED || its == State.DEPENDENT_FAILED) {
        String why = "depending job " + other.getJobName() + " failed: " + other.getMessage();
        endWaiting(State.DEPENDENT_FAILED, why);
        return;
      }
      ready &= its == State.SUCCESS;
    }
    if (ready) {
      endWaiting(State.READY, "");
    }
  }

  /**
   * Submits it.
   *
   * @param ended called when it has ended, on any thread
   */
  void submit(Runnable ended) {
    if (!begin()) {
      return;
    }
    try {
      job.submit();
    } catch (RuntimeException | Error e) {
      // Whatever it is: a job that is said to run would be waited for without end.
      set(State.FAILED, e instanceof Error ? e.toString() : String.valueOf(e.getMessage()));
      ended.run();
      return;
    }
    var unused =
        job.completion()
            .thenAccept(
                status -> {
                  boolean well = status.getState() == JobStatus.State.SUCCEEDED;
                  set(well ? State.SUCCESS : State.FAILED, status.getFailureInfo());
                  ended.run();
                });
  }

  @Override
  public String toString() {
    return getJobName() + " " + getJobState();
  }
}
