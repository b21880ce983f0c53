package dev.tandem.rdd.recover;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.FetchFailureHandler;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.shuffle.ShuffleStore;
import dev.tandem.rdd.store.PartitionStore;
import java.util.function.Consumer;

/**
 * Twin of the recovery of the MapReduce engine: what is lost there are files, and the map tasks
 * that wrote them run again; what is lost here are published records, and only the missing
 * partitions are computed again, from the lineage.
 */
public final class LostOutputs implements FetchFailureHandler {
  private final ShuffleStore shuffles;
  private final Consumer<ShuffleDependency> recompute;

  /**
   * @param shuffles knows which shuffle a unit has published
   * @param recompute runs the missing tasks of a shuffle, parents first
   */
  public LostOutputs(ShuffleStore shuffles, Consumer<ShuffleDependency> recompute) {
    this.shuffles = shuffles;
    this.recompute = recompute;
  }

  @Override
  public void restore(FetchFailure failure) {
    if (PartitionStore.isKept(failure.unit())) {
      return; // it was dropped: the next attempt computes it
    }
    ShuffleDependency shuffle =
        shuffles
            .shuffleOf(failure.unit())
            .orElseThrow(
                () -> new IllegalStateException("no shuffle of " + failure.unit(), failure));
    recompute.accept(shuffle);
  }
}
