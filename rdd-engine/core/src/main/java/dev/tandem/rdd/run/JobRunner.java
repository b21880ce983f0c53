package dev.tandem.rdd.run;

import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.Measure;
import dev.tandem.rdd.lineage.KeyGrouping;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.plan.CutStages;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.plan.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs jobs in Spark's sense: an action on some partitions of an RDD, after the stages of all
 * shuffles behind it that are not published yet.
 */
public final class JobRunner {
  private final RddRuntime runtime;
  private final KnownRdds known;
  private final MapStages mapStages;

  /**
   * @param runtime of the run
   * @param known gives numbers to stages
   */
  public JobRunner(RddRuntime runtime, KnownRdds known) {
    this.runtime = runtime;
    this.known = known;
    this.mapStages = new MapStages(runtime);
  }

  /**
   * Runs one job.
   *
   * @param name of the action, for reports and errors
   * @param rdd whose partitions are computed
   * @param partitions which ones, a task each
   * @param ending what a task does with the records
   * @return the results of the tasks, in the order of {@code partitions}
   * @throws dev.tandem.contract.engine.JobFailed if a task failed as often as it may, or the run
   *     was cancelled
   */
  public <R> List<R> run(String name, RddNode rdd, List<Integer> partitions, TaskEnding<R> ending) {
    plan(rdd);
    mapStages.waiting().add(rdd);
    mapStages.ensure(rdd);
    List<StageTask<R>> tasks = new ArrayList<>();
    for (int partition : partitions) {
      tasks.add(new StageTask<>(rdd, partition, runtime, ending));
    }
    String unit = "stage " + known.nextStage() + ": " + name;
    List<R> results =
        runtime.cluster().run(TaskSet.of(unit, tasks).onFetchFailure(mapStages.lostOutputs()));
    runtime.cluster().log().unitRan();
    mapStages.waiting().done(rdd);
    if (partitions.size() < rdd.partitions()) {
      long unread = runtime.shuffles().waive(Lineage.shuffles(rdd, member -> true));
      runtime.cluster().log().ledger().add(Measure.FETCHED_RECORDS, unread);
    }
    return results;
  }

  /** The stages behind an RDD get their numbers when a job first needs them. */
  private void plan(RddNode rdd) {
    for (ShuffleDependency shuffle : CutStages.shufflesBehind(rdd, member -> true, open -> true)) {
      KeyGrouping grouping = shuffle.grouping();
      for (RddNode parent : grouping.isSampled() ? grouping.parents() : List.<RddNode>of()) {
        Object sample = List.of(grouping.operation().id(), parent.id());
        mapStages.plan(new Stage(known.stageOf(sample), parent, new Stage.Sample(grouping)));
      }
      mapStages.plan(
          new Stage(known.stageOf(shuffle), shuffle.parent(), new Stage.Shuffle(shuffle)));
    }
  }
}
