package dev.tandem.hadoop;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.hadoop.task.JobFolder;
import dev.tandem.hadoop.task.LocalRun;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.run.Slice;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.CounterGroup;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits a round, waits for it and takes over what its tasks have left. */
final class JobRun {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
  private static final long PATIENCE_MILLIS = 10_000;

  private final Cluster cluster;
  private final OutputStage stage;
  private final ResultStore store;
  private final Configuration conf;
  private final RunFolder folder;
  private final boolean local;
  private final long epochMillis;
  private final Map<String, Map<String, Map<String, Long>>> counters =
      Collections.synchronizedMap(new LinkedHashMap<>());

  JobRun(
      Cluster cluster, OutputStage stage, ResultStore store, Configuration conf, RunFolder folder) {
    this.cluster = cluster;
    this.stage = stage;
    this.store = store;
    this.conf = conf;
    this.folder = folder;
    this.local = Settings.isLocal(conf);
    this.epochMillis = System.currentTimeMillis() - cluster.log().millis();
  }

  /**
   * Runs a job.
   *
   * @param round which it is or belongs to
   * @param shuffle of the round with its bounds, or null
   * @param slices that it reads, with ascending numbers
   * @param part what distinguishes it from other jobs of the round; empty for the only one
   * @throws JobFailed if it fails or is cancelled
   */
  void run(Round round, PlannedShuffle shuffle, List<Slice> slices, String part) {
    JobFolder place = folder.next();
    Harvest harvest = new Harvest(cluster, stage, store, place, round, part, epochMillis);
    try {
      Job job =
          new JobSetup(cluster, conf, folder, place).make(round, shuffle, slices, part, store);
      harvest.started(slices.size());
      submitAndWait(job);
      if (!job.isSuccessful()) {
        throw harvest.failure(job, LocalRun.of(folder.run()).takeFailures());
      }
      harvest.take(job);
      count("round " + round.number() + ": " + round.name() + part, job);
    } catch (ConnectException e) {
      throw new JobFailed(
          "job "
              + cluster.job()
              + ": Hadoop does not answer: "
              + Failures.describe(e)
              + "; is it running, and are --conf fs and jt right? ("
              + harvest.unit()
              + ")",
          e);
    } catch (IOException e) {
      throw new JobFailed(
          "job " + cluster.job() + ": " + Failures.describe(e) + " (" + harvest.unit() + ")", e);
    } finally {
      awaitTasks();
      ResultStore.delete(cluster, place.path());
    }
  }

  private void submitAndWait(Job job) throws IOException {
    checkCancelled();
    boolean ended = false;
    try {
      submit(job);
      boolean killed = false;
      while (!job.isComplete()) {
        if (cluster.cancelled() && !killed) {
          killed = true;
          job.killJob();
        }
        Thread.sleep(Settings.pollMillis(conf));
      }
      ended = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cluster.cancel();
    } finally {
      if (!ended && job.getJobID() != null) {
        job.killJob();
      }
    }
    checkCancelled();
  }

  /** On a thread of its own: Hadoop waits long for a cluster that does not answer. */
  private void submit(Job job) throws IOException, InterruptedException {
    FutureTask<Void> submission =
        new FutureTask<>(
            () -> {
              job.submit();
              return null;
            });
    Thread thread = new Thread(submission, Thread.currentThread().getName() + "-submitting");
    thread.setDaemon(true);
    thread.start();
    try {
      while (!isOver(submission)) {
        checkCancelled();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException storage
          ? storage
          : new IOException(e.getCause().toString(), e.getCause());
    } finally {
      submission.cancel(true);
      thread.join(PATIENCE_MILLIS);
    }
  }

  private static boolean isOver(FutureTask<Void> submission)
      throws ExecutionException, InterruptedException {
    try {
      submission.get(Settings.POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  private void checkCancelled() {
    if (cluster.cancelled()) {
      throw new JobFailed("job " + cluster.job() + ": cancelled");
    }
  }

  /** Hadoop's local runner does not wait for the threads that it has stopped. */
  private void awaitTasks() {
    try {
      if (!LocalRun.of(folder.run()).awaitEnd(PATIENCE_MILLIS)) {
        cluster.log().warn("tasks that were stopped do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Task counters that Hadoop has not touched are 0; its local runner counts no attempts. A cluster
   * forgets jobs that have ended, and may have none to tell.
   */
  void count(String round, Job job) throws IOException {
    Counters all = job.getCounters();
    if (all == null) {
      cluster.log().warn(round + ": Hadoop has forgotten the counters of " + job.getJobID());
      return;
    }
    for (TaskCounter counter : TaskCounter.values()) {
      all.findCounter(counter);
    }
    Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
    for (CounterGroup group : all) {
      Map<String, Long> amounts = new LinkedHashMap<>();
      for (Counter counter : group) {
        amounts.put(counter.getName(), counter.getValue());
      }
      if (!amounts.isEmpty()) {
        groups.put(group.getName(), Collections.unmodifiableMap(amounts));
      }
    }
    counters.put(round, Collections.unmodifiableMap(groups));
    LOG.debug("{}: Hadoop's counters: {}", round, groups);
  }

  /** All of Hadoop's counters, by job, group and name. */
  Map<String, Map<String, Map<String, Long>>> counters() {
    synchronized (counters) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
  }

  /** Stops what runs in this process; the driver's thread stops the job. */
  void cancel() {
    if (local) {
      LocalRun.of(folder.run()).stop();
    }
  }
}
