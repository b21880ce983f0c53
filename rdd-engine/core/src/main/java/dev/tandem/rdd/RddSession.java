package dev.tandem.rdd;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.Status;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.explain.StageExplainer;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.plan.Stage;
import dev.tandem.rdd.plan.StagePlanner;
import dev.tandem.rdd.run.RddRuntime;
import dev.tandem.rdd.run.RddSwitches;
import dev.tandem.rdd.run.StageRunner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Twin of MapReduceSession: that one keeps files of reused bags from one evaluation to the next,
 * this one keeps RDDs, their partitions and their published shuffles.
 */
final class RddSession implements Session {
  private final RunOptions options;
  private final Cluster cluster;
  private final RddRuntime runtime;
  private final KnownRdds known = new KnownRdds();
  private final StageRunner runner;

  /**
   * Operations that plans which were only explained would have kept in memory for the next ones.
   */
  private final Set<Integer> explained = new HashSet<>();

  private final List<Explanation.Unit> executed = new ArrayList<>();
  private Status status = Status.RUNNING;

  /** Whether an action has failed, and its program gone on. */
  private boolean lacksAction;

  private RddSession(Cluster cluster, OutputStage outputs) {
    this.options = cluster.options();
    this.cluster = cluster;
    this.runtime = RddRuntime.start(cluster, outputs);
    this.runner = new StageRunner(runtime, known);
  }

  static RddSession open(String job, RunOptions options) {
    RddSwitches.check(job, options);
    Cluster cluster = new Cluster(job, "rdd", options);
    try {
      return new RddSession(cluster, OutputStage.open(cluster));
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** For tests that lose nodes and partitions. */
  RddRuntime runtime() {
    return runtime;
  }

  @Override
  public Explanation explain(LogicalPlan plan) {
    Set<Integer> reused = reused(plan);
    List<Stage> stages = StagePlanner.plan(plan, options, known.copy());
    return new Explanation("rdd", new StageExplainer(runtime, reused, explained).explain(stages));
  }

  @Override
  public void evaluate(LogicalPlan plan) {
    begin();
    try {
      runtime.store().keep(reused(plan));
      for (Operation.Write write : plan.writes()) {
        if (write.destination() instanceof Sink<?>) {
          runtime.outputs().prepare(write);
        }
      }
      List<Stage> stages = StagePlanner.plan(plan, options, known);
      executed.addAll(new StageExplainer(runtime, reused(plan), new HashSet<>()).explain(stages));
      runner.run(stages);
      cluster.log().ledger().add(Measure.EVICTED_PARTITIONS, runtime.store().takeEvicted());
      checkLaws();
      status = Status.RUNNING;
    } catch (IllegalArgumentException e) {
      throw new JobFailed("job " + cluster.job() + ": " + e.getMessage(), e);
    }
  }

  /** Groups are iterators, which cannot be kept. */
  private static Set<Integer> reused(LogicalPlan plan) {
    Set<Integer> reused = new TreeSet<>(plan.reused());
    plan.operations().stream()
        .filter(Operation.GroupByKey.class::isInstance)
        .forEach(group -> reused.remove(group.id()));
    return reused;
  }

  /** What begins now has failed until it has ended. */
  private void begin() {
    lacksAction |= status == Status.FAILED;
    status = Status.FAILED;
  }

  /** What a failed action has published nobody has fetched: such books cannot balance. */
  private void checkLaws() {
    if (lacksAction) {
      return;
    }
    List<String> violations = cluster.log().ledger().check();
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
    runtime.store().release(operation.id());
  }

  @Override
  public void commit() {
    begin();
    checkLaws();
    if (cluster.cancelled()) {
      throw new JobFailed("job " + cluster.job() + ": cancelled");
    }
    runtime.outputs().commit();
    cluster.warnOfUnusedFaults();
    status = Status.SUCCEEDED;
  }

  @Override
  public RunReport report() {
    boolean cancelled = status == Status.FAILED && cluster.cancelled();
    return cluster
        .log()
        .toReport(cancelled ? Status.CANCELLED : status, new Explanation("rdd", executed));
  }

  @Override
  public void cancel() {
    cluster.cancel();
  }

  @Override
  public void close() {
    runtime.outputs().close();
    cluster.close();
  }
}
