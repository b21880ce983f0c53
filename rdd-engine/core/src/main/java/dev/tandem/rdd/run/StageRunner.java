package dev.tandem.rdd.run;

import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.TaskSet;
import dev.tandem.cluster.output.DriverWriter;
import dev.tandem.cluster.output.PartWriter;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.plan.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Twin of RoundRunner of the MapReduce engine: rounds run one after the other because each reads
 * the files of those before; a stage runs when the shuffles that it reads have been published, and
 * is skipped where its own still is.
 */
public final class StageRunner {
  private final RddRuntime runtime;
  private final KnownRdds known;
  private final MapStages mapStages;
  private final TaskPolicy policy;

  /**
   * @param runtime of the run
   * @param known gives numbers to stages that only show at run time
   */
  public StageRunner(RddRuntime runtime, KnownRdds known) {
    this.runtime = runtime;
    this.known = known;
    SchedulerSettings settings =
        SchedulerSettings.of(runtime.cluster().job(), runtime.cluster().options());
    this.policy = settings.policy();
    this.mapStages = new MapStages(runtime, known, settings);
  }

  /** Runs the stages of one evaluation. */
  public void run(List<Stage> stages) {
    stages.forEach(mapStages::plan);
    List<Stage> writes =
        stages.stream().filter(stage -> stage.ending() instanceof Stage.Write).toList();
    Deque<RddNode> left = new ArrayDeque<>();
    writes.forEach(stage -> left.add(stage.rdd()));
    left.forEach(mapStages.waiting()::add);
    try {
      for (Stage stage : writes) {
        mapStages.ensure(stage.rdd());
        run(stage, ((Stage.Write) stage.ending()).operation());
        mapStages.waiting().done(left.remove());
      }
    } finally {
      left.forEach(mapStages.waiting()::done);
    }
  }

  private void run(Stage stage, Operation.Write write) {
    if (write.destination() instanceof DriverResult<?> result
        && result.kind() == DriverResult.Kind.TAKE) {
      new TakeBatches(runtime, known, mapStages, policy).run(stage, write, result);
    } else {
      List<StageTask<Void>> tasks = new ArrayList<>();
      for (int partition = 0; partition < stage.rdd().partitions(); partition++) {
        tasks.add(new StageTask<>(stage.rdd(), partition, runtime, ending(write, runtime)));
      }
      runtime
          .cluster()
          .run(
              TaskSet.of(stage.unit(), tasks)
                  .onFetchFailure(mapStages.lostOutputs(stage.unit()))
                  .scheduled(policy));
      runtime.cluster().log().unitRan();
    }
  }

  /** What tasks do with the records of a write. */
  static TaskEnding<Void> ending(Operation.Write write, RddRuntime runtime) {
    return write.destination() instanceof Sink<?>
        ? (rdd, partition, context) -> writePart(write, runtime, rdd, partition, context)
        : (rdd, partition, context) -> deliver(write, rdd, partition, context);
  }

  private static Void writePart(
      Operation.Write write, RddRuntime runtime, RddNode rdd, int partition, ComputeContext context)
      throws Exception {
    boolean shuffled = Lineage.placedByShuffle(rdd, partition);
    // closed behind the last record only: what a failed attempt leaves is thrown away, not finished
    PartWriter part = runtime.outputs().writer(context.task(), write, shuffled, partition);
    rdd.push(partition, context, part);
    part.close();
    return null;
  }

  private static Void deliver(
      Operation.Write write, RddNode rdd, int partition, ComputeContext context) throws Exception {
    DriverWriter driver = new DriverWriter(context.task(), write, partition);
    try {
      rdd.push(partition, context, driver);
    } catch (TaskStopped e) {
      driver.ifFull(e);
    }
    return null;
  }
}
