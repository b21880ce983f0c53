package dev.tandem.spark;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.Status;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.spark.explain.SparkExplainer;
import dev.tandem.spark.plan.KnownBags;
import dev.tandem.spark.plan.SparkBag;
import dev.tandem.spark.plan.SparkRun;
import dev.tandem.spark.plan.SparkTranslator;
import dev.tandem.spark.plan.WriteRunner;
import dev.tandem.spark.report.Books;
import dev.tandem.spark.report.RunWatch;
import dev.tandem.spark.shuffle.Shuffle;
import dev.tandem.spark.task.TaskFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Twin of RddSession: that one keeps RDDs, partitions and shuffles itself, this one keeps the RDDs
 * and leaves the rest to Spark.
 */
final class SparkSession implements Session {
  private static final long PATIENCE_MILLIS = 10_000;
  private static final String OTHER_CONTEXT =
      "runs in the Spark context that this process has already, with its settings: ";

  private final String group = UUID.randomUUID().toString();
  private final Cluster cluster;
  private final OutputStage outputs;
  private final JavaSparkContext spark;
  private final SparkRun run;
  private final RunWatch watch;
  private final KnownBags known = new KnownBags();
  private final Books books;
  private final List<Explanation.Unit> executed = new ArrayList<>();
  private Status status = Status.RUNNING;

  /** Whether an action has failed, and its program gone on. */
  private boolean lacksAction;

  private volatile boolean closed;

  private SparkSession(Cluster cluster, OutputStage outputs, JavaSparkContext spark) {
    this.cluster = cluster;
    this.outputs = outputs;
    this.spark = spark;
    RunOptions options = cluster.options();
    this.run = new SparkRun(spark, options, SparkContexts.limit(spark, options));
    this.watch = new RunWatch(group, options, cluster.log());
    this.books = new Books(cluster.log(), run.books(), watch);
    spark.sc().addSparkListener(watch);
  }

  static SparkSession open(String job, RunOptions options) {
    Cluster cluster = new Cluster(job, SparkEngine.NAME, SparkContexts.withStorages(options));
    OutputStage outputs = null;
    JavaSparkContext spark = null;
    SparkSession session = null;
    try {
      outputs = OutputStage.open(cluster);
      spark = SparkContexts.acquire(job, options);
      List<String> differences = SparkContexts.differences(spark, options);
      if (!differences.isEmpty()) {
        cluster.log().warn(OTHER_CONTEXT + String.join("; ", differences));
      }
      session = new SparkSession(cluster, outputs, spark);
      return session;
    } finally {
      // Not a catch: Spark, written in Scala, throws checked exceptions without declaring them.
      if (session == null) {
        if (spark != null) {
          SparkContexts.release(spark);
        }
        if (outputs != null) {
          outputs.close();
        }
        cluster.close();
      }
    }
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    List<SparkTranslator.Written> written = SparkTranslator.translate(plan, run, known.copy());
    return new Explanation(SparkEngine.NAME, new SparkExplainer(books).explain(written));
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    lacksAction |= status == Status.FAILED;
    status = Status.FAILED;
    checkNotCancelled();
    try {
      for (Operation.Write write : plan.writes()) {
        if (write.destination() instanceof Sink<?>) {
          outputs.prepare(write);
        }
      }
      spark.setJobGroup(group, cluster.job(), true);
      List<SparkTranslator.Written> written = SparkTranslator.translate(plan, run, known);
      executed.addAll(new SparkExplainer(books).explain(written));
      for (SparkTranslator.Written write : written) {
        shuffles(write.bag()).forEach(books::add);
        new WriteRunner(run, outputs, watch).run(write);
        checkNotCancelled();
      }
      settle();
      checkLaws();
      status = Status.RUNNING;
    } catch (JobFailed e) {
      settle();
      throw e;
    } catch (Exception e) {
      settle();
      throw failure(e);
    } finally {
      spark.clearJobGroup();
      spark.clearCallSite();
      spark.setLocalProperty(RunWatch.UNIT, null);
    }
  }

  private static List<Shuffle> shuffles(SparkBag bag) {
    return WriteRunner.shuffles(bag);
  }

  private void checkNotCancelled() {
    if (cluster.cancelled()) {
      throw new JobFailed("job " + cluster.job() + ": cancelled");
    }
  }

  /** Lets tasks end that Spark has given up, and hears all that there is to hear of them. */
  private void settle() {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
      watch.awaitQuiet(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.TimeoutException e) {
      cluster.log().warn("Spark does not tell how its tasks have ended: " + e.getMessage());
    }
  }

  private JobFailed failure(Exception e) {
    if (cluster.cancelled()) {
      return new JobFailed("job " + cluster.job() + ": cancelled", e);
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof TaskFailed failed) {
        return new JobFailed(describe(failed), failed);
      }
    }
    if (books.lastFailure() != null) {
      return new JobFailed(describe(books.lastFailure()), books.lastFailure());
    }
    return new JobFailed("job " + cluster.job() + ": " + Failures.describe(e), e);
  }

  private String describe(TaskFailed failed) {
    int attempts = Math.max(cluster.options().attempts(), failed.attempt() + 1);
    return "job "
        + cluster.job()
        + ": "
        + failed.getMessage()
        + " ("
        + watch.unitName(failed.stage())
        + ", task "
        + failed.task()
        + ", attempt "
        + (failed.attempt() + 1)
        + " of "
        + attempts
        + (failed.position().isEmpty() ? "" : ", at " + failed.position())
        + ")";
  }

  /** What a failed action has published nobody has fetched: such books cannot balance. */
  private void checkLaws() {
    if (lacksAction) {
      return;
    }
    List<String> violations = books.violations();
    if (!violations.isEmpty()) {
      throw new JobFailed(
          "job "
              + cluster.job()
              + ": the ledger does not balance: "
              + String.join("; ", violations));
    }
  }

  @Override
  public void release(Operation operation) {
    known.release(operation);
  }

  @Override
  public void commit() {
    status = Status.FAILED;
    checkNotCancelled();
    outputs.commit();
    cluster.warnOfUnusedFaults();
    status = Status.SUCCEEDED;
  }

  @Override
  public RunReport report() {
    boolean cancelled = status == Status.FAILED && cluster.cancelled();
    return books.report(
        cancelled ? Status.CANCELLED : status, new Explanation(SparkEngine.NAME, executed));
  }

  @Override
  public void cancel() {
    cluster.cancel();
    if (closed) {
      return; // Spark has nothing left to stop, and may have been stopped itself.
    }
    spark.sc().cancelJobGroupAndFutureJobs(group);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      outputs.close();
      run.forget();
      spark.sc().removeSparkListener(watch);
    } finally {
      // Also where Spark has stopped by itself and cannot forget anything any more.
      try {
        SparkContexts.release(spark);
      } finally {
        cluster.close();
      }
    }
  }
}
