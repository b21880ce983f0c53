package dev.tandem.mapreduce.api;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunReport;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that was submitted: runs on a thread of its own. Thread-safe. */
final class JobClient {
  private static final Logger LOG = LoggerFactory.getLogger(MapReduceJob.class);
  private static final String POLL = "mapreduce.client.progressmonitor.pollinterval";
  private static final long CLUSTER = System.currentTimeMillis();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final JobDefinition definition;
  private final long poll;
  private final String id =
      String.format(Locale.ROOT, "job_%d_%04d", CLUSTER, NUMBERS.incrementAndGet());
  private final JobProgress progress;
  private final JobPlan plan;
  private final JobRun run;
  private final CompletableFuture<JobStatus> ended = new CompletableFuture<>();
  private volatile JobStatus.State state = JobStatus.State.RUNNING;
  private volatile String failure = "";
  private volatile Counters counters;

  /**
   * Begins.
   *
   * @throws IllegalArgumentException if something of the job is missing or cannot be
   * @throws JobFailed if an input is missing, or the output exists or is taken
   */
  JobClient(JobDefinition definition) {
    this.definition = definition;
    this.poll = Math.max(1, definition.conf().getLong(POLL, 1000));
    this.progress = new JobProgress(definition.options.listener());
    List<String> ignored = HadoopProperties.ignored(definition.conf().toMap());
    this.plan = definition.plan(id);
    ReduceRunner reducer =
        plan.reduces() == 0 ? null : new ReduceRunner(plan, definition.reducer());
    if (reducer != null) {
      definition.shuffle(plan, null); // refuses what cannot be before anything is made
    }
    List<JobInput> inputs = definition.splitInputs(plan.name());
    definition.checkOutput(plan.name());
    this.run =
        new JobRun(
            plan,
            definition.runOptions(progress),
            inputs,
            reducer,
            definition.sink(),
            definition.lazily);
    if (!ignored.isEmpty()) {
      LOG.warn("{}: properties without meaning here: {}", id, String.join(", ", ignored));
    }
    Thread thread = new Thread(this::run, id);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    JobStatus.State end = JobStatus.State.FAILED;
    try (run) {
      run.run(step -> definition.shuffle(plan, step));
      end = JobStatus.State.SUCCEEDED;
    } catch (JobFailed e) {
      failure = e.getMessage();
    } catch (RuntimeException | Error e) {
      failure = "job " + plan.name() + ": " + Failures.describe(e);
    } finally {
      end(end);
    }
  }

  private void end(JobStatus.State end) {
    boolean failed = end != JobStatus.State.SUCCEEDED;
    boolean killed = failed && run.report().status() == RunReport.Status.CANCELLED;
    try {
      counters = Counters.of(run.roundCounters(), run.report(), plan.counters());
    } finally {
      state = killed ? JobStatus.State.KILLED : end;
      ended.complete(status());
    }
  }

  JobStatus status() {
    return new JobStatus(id, state, progress.ofMaps(), progress.ofReduces(), failure);
  }

  Counters counters() {
    return counters;
  }

  CompletableFuture<JobStatus> completion() {
    return ended;
  }

  void kill() {
    run.cancel();
  }

  /**
   * Waits for the end; returns whether the job has succeeded.
   *
   * @param verbose whether what happens is printed to the standard error
   */
  boolean await(boolean verbose) throws InterruptedException {
    JobConsole console = verbose ? new JobConsole(System.err) : null;
    if (verbose) {
      console.begin(id);
    }
    JobStatus last = null;
    while (last == null) {
      last = await(poll);
      if (verbose) {
        console.progress(status());
      }
    }
    if (verbose) {
      console.end(last, counters);
    }
    return last.getState() == JobStatus.State.SUCCEEDED;
  }

  /** Returns null if the job still runs then. */
  private JobStatus await(long millis) throws InterruptedException {
    try {
      return ended.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a job completes only normally", e);
    }
  }
}
