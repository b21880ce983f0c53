package dev.tandem.rdd.run;

import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.plan.KnownRdds;
import dev.tandem.rdd.plan.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Runs a {@code take}: the first partition, then four times as many as have been tried, and so on
 * (1, 4, 20, 100 ...), until there are enough records. Each batch is a stage of its own, as in
 * Spark.
 */
final class TakeBatches {
  private static final int GROWTH = 4;

  private final RddRuntime runtime;
  private final KnownRdds known;
  private final MapStages mapStages;
  private final TaskPolicy policy;

  TakeBatches(RddRuntime runtime, KnownRdds known, MapStages mapStages, TaskPolicy policy) {
    this.runtime = runtime;
    this.known = known;
    this.mapStages = mapStages;
    this.policy = policy;
  }

  void run(Stage stage, Operation.Write write, DriverResult<?> result) {
    int all = stage.rdd().partitions();
    int tried = 0;
    Stage batch = stage;
    while (tried < all && !result.satisfied(tried)) {
      int next = Math.min(all, tried == 0 ? 1 : tried + GROWTH * tried);
      if (tried > 0) {
        batch = new Stage(known.nextStage(), stage.rdd(), stage.ending());
      }
      runBatch(batch, write, tried, next, result);
      tried = next;
    }
    long unread = runtime.shuffles().waive(Lineage.shuffles(stage.rdd(), rdd -> true));
    runtime.cluster().log().ledger().add(Measure.FETCHED_RECORDS, unread);
  }

  private void runBatch(
      Stage stage, Operation.Write write, int from, int to, DriverResult<?> result) {
    List<StageTask<Void>> tasks = new ArrayList<>();
    for (int partition = from; partition < to; partition++) {
      tasks.add(
          new StageTask<>(stage.rdd(), partition, runtime, StageRunner.ending(write, runtime)));
    }
    BitSet done = new BitSet();
    done.set(0, from);
    runtime
        .cluster()
        .run(
            TaskSet.of(stage.unit(), tasks)
                .onAccepted((nothing, partition) -> done.set(partition))
                .stopWhen(() -> result.satisfied(done.nextClearBit(0)))
                .onFetchFailure(mapStages.lostOutputs(stage.unit()))
                .scheduled(policy));
    runtime.cluster().log().unitRan();
  }
}
