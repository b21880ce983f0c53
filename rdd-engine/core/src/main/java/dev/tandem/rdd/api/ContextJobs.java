package dev.tandem.rdd.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.run.JobSettings;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a program says of its jobs, how it stops them and how it hears of them. What a thread says
 * holds for the jobs that it starts, and for the threads that it starts.
 */
public abstract class ContextJobs extends ContextSources {
  private final Events events;
  private final StatusTracker status = new StatusTracker();

  ContextJobs(RunOptions options, Events events) {
    super(options);
    this.events = events;
    events.add(status.listener());
  }

  abstract Jobs jobs();

  /**
   * The next jobs of this thread belong to a group.
   *
   * @param groupId for {@link #cancelJobGroup}
   * @param description for people
   */
  public final void setJobGroup(String groupId, String description) {
    jobs().set(JobSettings.GROUP, groupId);
    jobs().set(JobSettings.DESCRIPTION, description);
  }

  /** The next jobs of this thread belong to no group and are not described. */
  public final void clearJobGroup() {
    setJobGroup(null, null);
  }

  /** Describes the next jobs of this thread; null for the name of the action. */
  public final void setJobDescription(String value) {
    jobs().set(JobSettings.DESCRIPTION, value);
  }

  /** Adds a tag to the next jobs of this thread. */
  public final void addJobTag(String tag) {
    if (tag.isEmpty() || tag.contains(",")) {
      throw new IllegalArgumentException("a tag must not be empty or contain ','");
    }
    Set<String> tags = new TreeSet<>(jobs().tags());
    tags.add(tag);
    jobs().setTags(tags);
  }

  /** Takes a tag from the next jobs of this thread. */
  public final void removeJobTag(String tag) {
    Set<String> tags = new TreeSet<>(jobs().tags());
    tags.remove(tag);
    jobs().setTags(tags);
  }

  /** The tags of the next jobs of this thread. */
  public final Set<String> getJobTags() {
    return jobs().tags();
  }

  /** Takes all tags from the next jobs of this thread. */
  public final void clearJobTags() {
    jobs().setTags(Set.of());
  }

  /**
   * Says something of the next jobs of this thread: {@code spark.scheduler.pool} (or {@code pool})
   * is the pool that they share slots with.
   *
   * @param value null to take it back
   */
  public final void setLocalProperty(String key, String value) {
    jobs().set(key.equals("pool") ? JobSettings.POOL : key, value);
  }

  /** What was said, or null. */
  public final String getLocalProperty(String key) {
    return jobs().get(key.equals("pool") ? JobSettings.POOL : key);
  }

  /** Stops the running jobs of a group; their actions fail. */
  public final void cancelJobGroup(String groupId) {
    jobs().runner().cancelJobGroup(groupId);
  }

  /** Stops the running jobs of a group and those that it starts from now on. */
  public final void cancelJobGroupAndFutureJobs(String groupId) {
    jobs().cancelGroupForGood(groupId);
  }

  /** Stops the running jobs that have a tag. */
  public final void cancelJobsWithTag(String tag) {
    jobs().cancelTagged(tag);
  }

  /** Stops one job. */
  public final void cancelJob(int jobId) {
    jobs().runner().cancelJob(jobId);
  }

  /** Stops all running jobs. */
  public final void cancelAllJobs() {
    jobs().runner().cancelAllJobs();
  }

  /** Stops the jobs that run a stage now. */
  public final void cancelStage(int stageId) {
    jobs().runner().cancelStage(stageId);
  }

  /** From now on somebody hears of jobs, stages and tasks. */
  public final void addListener(RddListener listener) {
    events.add(listener);
  }

  /** From now on somebody hears nothing any more. */
  public final void removeListener(RddListener listener) {
    events.remove(listener);
  }

  /** How jobs and stages get on. */
  public final StatusTracker statusTracker() {
    return status;
  }
}
