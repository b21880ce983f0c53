package dev.tandem.rdd.lineage;

import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.store.SavedPartition;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * What an RDD is read from once its lineage was cut: files, which outlive nodes, or the blocks that
 * nodes keep of it, which do not. Spark's ReliableCheckpointRDD and LocalCheckpointRDD. It stands
 * for the same operation as the RDD.
 */
public final class CheckpointRdd extends RddNode {
  private final int partitions;
  private final List<SavedPartition> saved;
  private final String rdd;

  /** What {@link Lineage#placedByShuffle} said: names of files do not change with a checkpoint. */
  private final BitSet placedByShuffle = new BitSet();

  private CheckpointRdd(RddNode rdd, List<SavedPartition> saved, String called) {
    super(standIn(rdd), List.of(), rdd.partitioning());
    this.rdd = called;
    this.partitions = rdd.partitions();
    this.saved = List.copyOf(saved);
    for (int partition = 0; partition < partitions; partition++) {
      placedByShuffle.set(partition, Lineage.placedByShuffle(rdd, partition));
    }
  }

  /** As the RDD's operation, but without inputs: those hold what the sources were made of. */
  private static Operation standIn(RddNode rdd) {
    return new Operation.Flatten(rdd.id(), rdd.name(), List.of(), rdd.shape());
  }

  /**
   * An RDD in files.
   *
   * @param saved its partitions, in order
   */
  public static CheckpointRdd inFiles(RddNode rdd, List<SavedPartition> saved) {
    return new CheckpointRdd(rdd, saved, rdd.name());
  }

  /**
   * An RDD of which there is nothing but what nodes keep.
   *
   * @param called how the program calls it, for errors
   */
  public static CheckpointRdd onNodes(RddNode rdd, String called) {
    return new CheckpointRdd(rdd, List.of(), called);
  }

  @Override
  public boolean canBeComputed() {
    return !saved.isEmpty();
  }

  /** Whether a shuffle had decided which partition the records of a partition are in. */
  boolean placedByShuffle(int partition) {
    return placedByShuffle.get(partition);
  }

  @Override
  int countPartitions() {
    return partitions;
  }

  @Override
  void compute(List<Dependency> lineage, int partition, ComputeContext context, Collector out)
      throws IOException {
    if (!canBeComputed()) {
      throw new InputException(
          "the local checkpoint of partition "
              + partition
              + " of "
              + rdd
              + " is lost: its node is, or the RDD was unpersisted, and it cannot be computed again,"
              + " for the lineage behind it was cut; checkpoint() to files is slower and outlives"
              + " nodes");
    }
    saved.get(partition).push(operation().shape(), context, out);
  }
}
