package dev.tandem.mapreduce.api;

import java.nio.file.Path;
import java.util.List;

/**
 * An attempt of a task, as the job's code sees it. Everything that it counts is forgotten if the
 * attempt fails.
 */
public class TaskAttemptContext {
  final TaskState state;

  TaskAttemptContext(TaskState state) {
    this.state = state;
  }

  /** The attempt's own copy of the job's configuration. */
  public Configuration getConfiguration() {
    return state.configuration();
  }

  /** The name of the job. */
  public String getJobName() {
    return state.plan().name();
  }

  /** The id of the job: {@code job_1700000000000_0001}. */
  public String getJobID() {
    return state.id().job();
  }

  /** How many reduce tasks there are; 0 in a job of map tasks only. */
  public int getNumReduceTasks() {
    return state.plan().reduces();
  }

  /** Which attempt this is. */
  public TaskAttemptID getTaskAttemptID() {
    return state.id();
  }

  /**
   * The counter of an enum constant, in the group of its class.
   *
   * @throws LimitExceededException if the job has too many
   */
  public Counter getCounter(Enum<?> name) {
    return getCounter(Counters.groupOf(name), name.name());
  }

  /**
   * The counter of this group and name; long names are cut, as in Hadoop.
   *
   * @throws LimitExceededException if the job has too many
   */
  public Counter getCounter(String group, String name) {
    return state.counters().counter(group, name);
  }

  /** Says what the attempt is doing; shown if it fails. Counts as progress. */
  public void setStatus(String message) {
    state.status(message);
  }

  /** What {@link #setStatus} was given last. */
  public String getStatus() {
    return state.status();
  }

  /** Says that the attempt gets on: one that does not for too long is given up. */
  public void progress() {
    state.task().context().progress();
  }

  /** The files of the distributed cache, as they were added. */
  public List<String> getCacheFiles() {
    return state.plan().cacheFiles();
  }

  /** The archives of the distributed cache, as they were added. */
  public List<String> getCacheArchives() {
    return state.plan().cacheArchives();
  }

  /**
   * The node's copy of a file of the distributed cache, or the folder of an archive. In Hadoop a
   * link of this name lies in the task's working folder; tasks here share one process, and so one
   * working folder.
   *
   * @param name what stands behind {@code #} where the file was added, or the file's own name
   * @throws IllegalArgumentException if there is none
   */
  public Path getCacheFile(String name) {
    return state.cacheFile(name);
  }
}
