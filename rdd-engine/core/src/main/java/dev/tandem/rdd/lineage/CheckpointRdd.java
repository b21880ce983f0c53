package dev.tandem.rdd.lineage;

import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.store.SavedPartition;
import java.io.IOException;
import java.util.List;

/**
 * What an RDD is read from once its lineage was cut: files, which outlive nodes, or the blocks that
 * nodes keep of it, which do not. Spark's ReliableCheckpointRDD and LocalCheckpointRDD. It stands
 * for the same operation as the RDD.
 */
public final class CheckpointRdd extends RddNode {
  private final int partitions;
  private final List<SavedPartition> saved;

  private CheckpointRdd(RddNode rdd, List<SavedPartition> saved) {
    super(rdd.operation(), List.of(), rdd.partitioning());
    this.partitions = rdd.partitions();
    this.saved = List.copyOf(saved);
  }

  /**
   * An RDD in files.
   *
   * @param saved its partitions, in order
   */
  public static CheckpointRdd inFiles(RddNode rdd, List<SavedPartition> saved) {
    return new CheckpointRdd(rdd, saved);
  }

  /** An RDD of which there is nothing but what nodes keep. */
  public static CheckpointRdd onNodes(RddNode rdd) {
    return new CheckpointRdd(rdd, List.of());
  }

  @Override
  int countPartitions() {
    return partitions;
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of();
  }

  @Override
  public void compute(int partition, ComputeContext context, Collector out) throws IOException {
    if (saved.isEmpty()) {
      throw new InputException(
          "the local checkpoint of partition "
              + partition
              + " of "
              + name()
              + " is lost: its node is, or the RDD was unpersisted, and the lineage behind it was"
              + " cut; checkpoint() to files outlives nodes");
    }
    saved.get(partition).push(operation().shape(), context, out);
  }
}
