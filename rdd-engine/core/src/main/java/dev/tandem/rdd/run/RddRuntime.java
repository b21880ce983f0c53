package dev.tandem.rdd.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.rdd.shuffle.LossRules;
import dev.tandem.rdd.shuffle.ShuffleStore;
import dev.tandem.rdd.store.PartitionStore;

/**
 * What a run of this engine consists of, beside its plan.
 *
 * @param cluster the nodes
 * @param outputs the files that the run writes
 * @param store the partitions kept in memory
 * @param shuffles what map tasks have published
 * @param attempts how often stages have begun again
 */
public record RddRuntime(
    Cluster cluster,
    OutputStage outputs,
    PartitionStore store,
    ShuffleStore shuffles,
    StageAttempts attempts) {
  /** Makes the stores of a run, which forget what lost nodes have held. */
  public static RddRuntime start(Cluster cluster, OutputStage outputs) {
    PartitionStore store = new PartitionStore(cluster);
    ShuffleStore shuffles =
        new ShuffleStore(
            cluster.job(), store.memory(), cluster.files(), LossRules.of(cluster.options()));
    cluster.onNodeLost(store::lose);
    cluster.onNodeLost(shuffles::lose);
    return new RddRuntime(cluster, outputs, store, shuffles, new StageAttempts());
  }
}
