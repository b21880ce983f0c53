package dev.tandem.rdd.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.RunningJob;
import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.plan.CutStages;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.plan.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/**
 * Runs jobs in Spark's sense: an action on some partitions of an RDD, after the stages of all
 * shuffles behind it that are not published yet. Several threads may run jobs at the same time; a
 * stage that two of them need is run by one. Which of them a free slot serves is said by the switch
 * {@code spark.scheduler.mode}.
 */
public final class JobRunner {
  private final RddRuntime runtime;
  private final KnownRdds known;
  private final MapStages mapStages;
  private final SchedulerSettings scheduler;
  private final AtomicInteger nextJob = new AtomicInteger();
  private final Map<RunningJob, JobSettings> running = new ConcurrentHashMap<>();
  private volatile JobListener listener = JobListener.NONE;

  /**
   * @param runtime of the run
   * @param known gives numbers to stages
   * @throws JobFailed if a switch of the scheduler cannot be read
   */
  public JobRunner(RddRuntime runtime, KnownRdds known) {
    this.runtime = runtime;
    this.known = known;
    this.scheduler = SchedulerSettings.of(runtime.cluster().job(), runtime.cluster().options());
    this.mapStages = new MapStages(runtime, known, scheduler);
  }

  /** Tells somebody of all jobs from now on, instead of whom it has told before. */
  public void listen(JobListener other) {
    listener = other;
  }

  /** As {@link #run(JobSettings, String, RddNode, List, TaskEnding)}, with nothing to say. */
  public <R> List<R> run(String name, RddNode rdd, List<Integer> partitions, TaskEnding<R> ending) {
    return run(JobSettings.NONE, name, rdd, partitions, ending);
  }

  /**
   * Runs one job.
   *
   * @param settings of the job
   * @param name of the action, for reports and errors
   * @param rdd whose partitions are computed
   * @param partitions which ones, a task each
   * @param ending what a task does with the records
   * @return the results of the tasks, in the order of {@code partitions}
   * @throws JobFailed if a task failed as often as it may, or the job or the run was cancelled
   */
  public <R> List<R> run(
      JobSettings settings,
      String name,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending) {
    return run(start(settings, name), name, rdd, partitions, ending, (result, partition) -> {});
  }

  /** As {@link #submit(JobSettings, String, RddNode, List, TaskEnding, ObjIntConsumer)}. */
  public <R> JobHandle<R> submit(
      JobSettings settings,
      String name,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending) {
    return submit(settings, name, rdd, partitions, ending, (result, partition) -> {});
  }

  /**
   * Starts one job and does not wait for it.
   *
   * @param accepted is told the result of each partition when it is there, on the job's thread
   * @return to wait for it, or to cancel it
   */
  public <R> JobHandle<R> submit(
      JobSettings settings,
      String name,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending,
      ObjIntConsumer<? super R> accepted) {
    RunningJob job = start(settings, name);
    CompletableFuture<List<R>> results = new CompletableFuture<>();
    Thread driver =
        new Thread(
            () -> {
              try {
                results.complete(run(job, name, rdd, partitions, ending, accepted));
              } catch (Throwable e) { // whoever waits gets it
                results.completeExceptionally(e);
              }
            },
            "tandem-" + runtime.cluster().job() + "-job" + job.number());
    driver.setDaemon(true);
    try {
      driver.start();
    } catch (Error e) { // no memory for a thread
      running.remove(job);
      throw e;
    }
    return new JobHandle<>(job.number(), results, () -> cancel(job, "by its handle"));
  }

  private RunningJob start(JobSettings settings, String name) {
    String text = settings.description() == null ? name : settings.description();
    RunningJob job =
        new RunningJob(
            nextJob.getAndIncrement(),
            text,
            scheduler.pool(settings.poolName()),
            settings.properties());
    running.put(job, settings);
    return job;
  }

  private <R> List<R> run(
      RunningJob job,
      String name,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending,
      ObjIntConsumer<? super R> accepted) {
    Throwable failure = null;
    try {
      listener.jobStarted(job.number(), name, running.getOrDefault(job, JobSettings.NONE));
      return runtime.cluster().runAs(job, () -> runStages(name, rdd, partitions, ending, accepted));
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      running.remove(job);
      listener.jobEnded(job.number(), failure);
    }
  }

  private <R> List<R> runStages(
      String name,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending,
      ObjIntConsumer<? super R> accepted) {
    plan(rdd);
    mapStages.waiting().add(rdd);
    try {
      mapStages.ensure(rdd);
      return runResultStage(name, rdd, partitions, ending, accepted);
    } finally {
      mapStages.waiting().done(rdd);
    }
  }

  private <R> List<R> runResultStage(
      String name,
      RddNode rdd,
      List<Integer> partitions,
      TaskEnding<R> ending,
      ObjIntConsumer<? super R> accepted) {
    Cluster cluster = runtime.cluster();
    List<StageTask<R>> tasks = new ArrayList<>();
    for (int partition : partitions) {
      tasks.add(new StageTask<>(rdd, partition, runtime, ending));
    }
    String unit = "stage " + known.nextStage() + ": " + name;
    List<R> results =
        cluster.run(
            TaskSet.of(unit, tasks)
                .onAccepted(accepted)
                .onFetchFailure(mapStages.lostOutputs(unit))
                .scheduled(scheduler.policy()));
    cluster.log().unitRan();
    if (partitions.size() < rdd.partitions()) {
      long unread = runtime.shuffles().waive(Lineage.shuffles(rdd, member -> true));
      cluster.log().ledger().add(Measure.FETCHED_RECORDS, unread);
    }
    return results;
  }

  /** The stages behind an RDD get their numbers when a job first needs them. */
  private void plan(RddNode rdd) {
    for (ShuffleDependency shuffle : CutStages.shufflesBehind(rdd, member -> true, open -> true)) {
      if (shuffle.grouping().isSampled()) {
        shuffle.inputs().forEach(input -> known.sampleOf(shuffle.grouping(), input));
      }
      mapStages.plan(
          new Stage(known.stageOf(shuffle), shuffle.parent(), new Stage.Shuffle(shuffle)));
    }
  }

  private void cancel(RunningJob job, String why) {
    if (running.containsKey(job)) {
      runtime.cluster().cancel(job, why);
    }
  }

  private void cancelAll(Predicate<RunningJob> which, String why) {
    running.keySet().stream().filter(which).forEach(job -> cancel(job, why));
  }

  /** Stops the job of a number. Jobs that have ended, or that do not exist, are passed over. */
  public void cancelJob(int id) {
    cancelAll(job -> job.number() == id, "by its number");
  }

  /** Stops the running jobs of a group. */
  public void cancelJobGroup(String group) {
    cancelJobs(job -> group.equals(job.group()), "it is of the cancelled group " + group);
  }

  /**
   * Stops the running jobs of which the program has said something.
   *
   * @param which what it has said
   * @param why for their errors
   */
  public void cancelJobs(Predicate<JobSettings> which, String why) {
    cancelAll(job -> which.test(running.getOrDefault(job, JobSettings.NONE)), why);
  }

  /** Stops all running jobs. */
  public void cancelAllJobs() {
    cancelAll(job -> true, "with all jobs");
  }

  /**
   * Stops the jobs that run tasks of a stage now.
   *
   * @param stage its number, as reports show it
   */
  public void cancelStage(int stage) {
    List<RunningJob> users = runtime.cluster().jobsOf("stage " + stage + ":");
    cancelAll(users::contains, "its stage " + stage + " was");
  }
}
