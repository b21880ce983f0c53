package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.lib.ControlledJob.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a graph of jobs: each as soon as all that it depends on have succeeded, those that do not
 * depend on each other at the same time. Hadoop's polls every five seconds; this one is told.
 * Thread-safe.
 */
public final class JobControl implements Runnable {
  private final String groupName;
  private final List<ControlledJob> jobs = new ArrayList<>();
  private boolean stopped;
  private boolean suspended;

  /** How often something has happened that {@link #run} should look at. */
  private long changes;

  /**
   * @param groupName for people
   */
  public JobControl(String groupName) {
    this.groupName = groupName;
  }

  /** The name of the graph. */
  public String getGroupName() {
    return groupName;
  }

  /** Adds a job. */
  public synchronized ControlledJob addJob(ControlledJob job) {
    jobs.add(job);
    changed();
    return job;
  }

  /** Adds jobs. */
  public void addJobCollection(Collection<ControlledJob> several) {
    several.forEach(this::addJob);
  }

  /**
   * Makes {@link #run} return without submitting more jobs; those that run go on, and so does one
   * that is just being submitted.
   */
  public synchronized void stop() {
    stopped = true;
    changed();
  }

  /**
   * Submits no more jobs until {@link #resume}; those that run go on, and so does one that is just
   * being submitted.
   */
  public synchronized void suspend() {
    suspended = true;
  }

  /** Submits jobs again, after {@link #suspend}. */
  public synchronized void resume() {
    suspended = false;
    changed();
  }

  /**
   * Runs the graph; returns when all jobs have ended, well or not, or after {@link #stop}.
   *
   * @throws IllegalArgumentException if jobs wait for each other in a circle, or for a job that was
   *     not added; no job is submitted then. If that comes about later, those that would wait for
   *     ever end as {@code DEPENDENT_FAILED}
   */
  @Override
  public void run() {
    checkGraph();
    try {
      while (goesOn()) {
        long seen = changes();
        boolean idle = in(State.RUNNING, State.READY).isEmpty();
        if (!advance()) {
          rest(seen, idle);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean goesOn() {
    return !stopped && !allFinished();
  }

  private synchronized long changes() {
    return changes;
  }

  /**
   * Submits what is ready; returns whether any job has changed its state. A job that is submitted
   * lists its input, which may take long: nobody has to wait for that to look at the graph.
   */
  private boolean advance() {
    boolean changed = false;
    for (ControlledJob job : all()) {
      State before = job.getJobState();
      job.checkState();
      if (job.getJobState() == State.READY && maySubmit()) {
        changed(); // who runs the graph beside us and has seen nothing run must look again
        job.submit(this::changed);
      }
      changed |= job.getJobState() != before;
    }
    return changed;
  }

  private synchronized List<ControlledJob> all() {
    return List.copyOf(jobs);
  }

  private synchronized boolean maySubmit() {
    return !stopped && !suspended;
  }

  /**
   * Waits for a change.
   *
   * @param seen the changes that have been looked at
   * @param idle whether no job ran before that, whose end could change anything
   */
  private synchronized void rest(long seen, boolean idle) throws InterruptedException {
    if (idle && changes == seen) {
      giveUp();
    }
    while (changes == seen && goesOn()) {
      wait();
    }
  }

  /** Jobs or dependencies that were added later can make a circle, or wait for a stranger. */
  private void giveUp() {
    for (ControlledJob job : in(State.WAITING)) {
      List<String> waitsFor =
          job.getDependentJobs().stream()
              .filter(other -> other.getJobState() != State.SUCCESS)
              .map(ControlledJob::getJobName)
              .toList();
      job.giveUp("waits for ever for " + String.join(", ", waitsFor));
    }
  }

  private synchronized void changed() {
    changes++;
    notifyAll();
  }

  private synchronized void checkGraph() {
    Set<ControlledJob> sound = new HashSet<>();
    for (ControlledJob job : jobs) {
      check(job, new ArrayList<>(), sound);
    }
  }

  private void check(ControlledJob job, List<ControlledJob> path, Set<ControlledJob> sound) {
    if (sound.contains(job)) {
      return;
    }
    int at = path.indexOf(job);
    path.add(job);
    if (at >= 0) {
      List<String> circle =
          path.subList(at, path.size()).stream().map(ControlledJob::getJobName).toList();
      throw new IllegalArgumentException(
          groupName + ": jobs wait for each other in a circle: " + String.join(" -> ", circle));
    }
    if (!jobs.contains(job) && !job.isCompleted()) {
      throw new IllegalArgumentException(
          groupName + ": " + job.getJobName() + " is waited for, but was not added");
    }
    job.getDependentJobs().forEach(other -> check(other, path, sound));
    path.remove(path.size() - 1);
    sound.add(job);
  }

  /** Whether all jobs have ended, well or not. */
  public synchronized boolean allFinished() {
    return jobs.stream().allMatch(ControlledJob::isCompleted);
  }

  private synchronized List<ControlledJob> in(State... states) {
    return jobs.stream().filter(job -> List.of(states).contains(job.getJobState())).toList();
  }

  /** Jobs that wait for others. */
  public List<ControlledJob> getWaitingJobList() {
    return in(State.WAITING);
  }

  /** Jobs that could run. */
  public List<ControlledJob> getReadyJobsList() {
    return in(State.READY);
  }

  /** Jobs that run. */
  public List<ControlledJob> getRunningJobList() {
    return in(State.RUNNING);
  }

  /** Jobs that have succeeded. */
  public List<ControlledJob> getSuccessfulJobList() {
    return in(State.SUCCESS);
  }

  /** Jobs that failed, or will never run. */
  public List<ControlledJob> getFailedJobList() {
    return in(State.FAILED, State.DEPENDENT_FAILED);
  }
}
