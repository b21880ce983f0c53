package dev.tandem.rdd.recover;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.FetchFailureHandler;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.store.PartitionStore;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Twin of MapOutputs of the MapReduce engine: what is lost there are files, and the map tasks that
 * wrote them run again; what is lost here are published records, and only the missing partitions
 * are computed again, from the lineage.
 */
public final class LostOutputs implements FetchFailureHandler {
  private final Function<String, ShuffleDependency> shuffleOf;
  private final BiConsumer<ShuffleDependency, FetchFailure> recompute;

  /**
   * @param shuffleOf the shuffle that a unit has published, or null
   * @param recompute runs the missing tasks of a shuffle, parents first; is told what was missed
   */
  public LostOutputs(
      Function<String, ShuffleDependency> shuffleOf,
      BiConsumer<ShuffleDependency, FetchFailure> recompute) {
    this.shuffleOf = shuffleOf;
    this.recompute = recompute;
  }

  /**
   * Where the lineage was cut since a task began, nothing refers to its shuffle any more: the next
   * attempt reads the checkpoint.
   */
  @Override
  public void restore(FetchFailure failure) {
    if (PartitionStore.isKept(failure.unit())) {
      return; // it was dropped: the next attempt computes it
    }
    ShuffleDependency shuffle = shuffleOf.apply(failure.unit());
    if (shuffle != null) {
      recompute.accept(shuffle, failure);
    }
  }
}
