package dev.tandem.rdd.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * How the jobs and stages of a context get on: Spark's JavaSparkStatusTracker. Those that have
 * ended are remembered until some thousand others have. Thread-safe.
 */
public final class StatusTracker {
  /** How a job stands. */
  public enum Status {
    /** It runs, or waits for slots. */
    RUNNING,
    /** It has ended well. */
    SUCCEEDED,
    /** It has failed, or was cancelled. */
    FAILED
  }

  /**
   * A job.
   *
   * @param group its group, if any
   */
  public record JobInfo(int jobId, Status status, Optional<String> group) {}

  /**
   * A stage that has begun.
   *
   * @param numTasks how many tasks it has
   * @param numCompletedTasks how many have been accepted
   * @param numFailedTasks attempts that have failed, or whose input or node was lost; killed ones
   *     are not among them, as in Spark
   * @param active whether it runs
   */
  public record StageInfo(
      int stageId,
      String name,
      int numTasks,
      int numCompletedTasks,
      int numFailedTasks,
      boolean active) {
    private StageInfo plus(int completed, int failed) {
      return new StageInfo(
          stageId, name, numTasks, numCompletedTasks + completed, numFailedTasks + failed, active);
    }

    private StageInfo ended() {
      return new StageInfo(stageId, name, numTasks, numCompletedTasks, numFailedTasks, false);
    }
  }

  /** Spark's {@code spark.ui.retainedJobs} and {@code retainedStages}. */
  static final int RETAINED = 1000;

  private final ConcurrentSkipListMap<Integer, JobInfo> jobs = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Integer, StageInfo> stages = new ConcurrentSkipListMap<>();

  StatusTracker() {}

  /** Hears what happens. */
  RddListener listener() {
    return new RddListener() {
      @Override
      public void onJobStart(JobStart job) {
        jobs.put(job.jobId(), new JobInfo(job.jobId(), Status.RUNNING, job.group()));
      }

      @Override
      public void onJobEnd(JobEnd job) {
        Status status = job.failure().isPresent() ? Status.FAILED : Status.SUCCEEDED;
        jobs.computeIfPresent(job.jobId(), (id, old) -> new JobInfo(id, status, old.group()));
        forgetFirst(jobs, old -> old.status() != Status.RUNNING);
      }

      @Override
      public void onStageSubmitted(Stage stage) {
        stages.put(
            stage.stageId(),
            new StageInfo(stage.stageId(), stage.name(), stage.numTasks(), 0, 0, true));
      }

      @Override
      public void onStageCompleted(Stage stage, Optional<String> failure) {
        stages.computeIfPresent(stage.stageId(), (id, old) -> old.ended());
        forgetFirst(stages, old -> !old.active());
      }

      @Override
      public void onTaskEnd(Task task, TaskEnd end) {
        int completed = end.reason() == TaskEnd.Reason.SUCCESS ? 1 : 0;
        int killed = end.reason() == TaskEnd.Reason.TASK_KILLED ? 1 : 0;
        stages.computeIfPresent(
            task.stageId(), (id, old) -> old.plus(completed, 1 - completed - killed));
      }
    };
  }

  private static <T> void forgetFirst(
      ConcurrentSkipListMap<Integer, T> events, Predicate<T> hasEnded) {
    for (int tooMany = events.size() - RETAINED; tooMany > 0; tooMany--) {
      events.entrySet().stream()
          .filter(each -> hasEnded.test(each.getValue()))
          .findFirst()
          .ifPresent(each -> events.remove(each.getKey()));
    }
  }

  /** The jobs that run, by number. */
  public List<Integer> getActiveJobIds() {
    return jobs.values().stream()
        .filter(job -> job.status() == Status.RUNNING)
        .map(JobInfo::jobId)
        .toList();
  }

  /** All jobs of a group, by number. */
  public List<Integer> getJobIdsForGroup(String jobGroup) {
    return jobs.values().stream()
        .filter(job -> job.group().equals(Optional.of(jobGroup)))
        .map(JobInfo::jobId)
        .toList();
  }

  /** The stages that run, by number. */
  public List<Integer> getActiveStageIds() {
    return stages.values().stream().filter(StageInfo::active).map(StageInfo::stageId).toList();
  }

  /** A job, if there is one of that number. */
  public Optional<JobInfo> getJobInfo(int jobId) {
    return Optional.ofNullable(jobs.get(jobId));
  }

  /** A stage, if one of that number has begun. */
  public Optional<StageInfo> getStageInfo(int stageId) {
    return Optional.ofNullable(stages.get(stageId));
  }
}
