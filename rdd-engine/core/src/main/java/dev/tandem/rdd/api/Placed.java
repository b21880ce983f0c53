package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.rdd.shuffle.Partitioning;
import java.util.Optional;

/**
 * A partitioner as the engine knows it; equal if the partitioners are.
 *
 * @param partitioner says where a key goes
 */
record Placed(Partitioner partitioner) implements dev.tandem.contract.flow.Partitioner<Object> {
  @Override
  public int partition(Object key, int partitions) {
    int partition;
    try {
      partition = partitioner.getPartition(key);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw failed(String.valueOf(e), e);
    }
    if (partition < 0 || partition >= partitions) {
      throw failed(
          "Illegal partition " + partition + " for key " + key + " (of " + partitions + ")", null);
    }
    return partition;
  }

  /** The step in front of the shuffle is not to blame. */
  private StepFailure failed(String what, Throwable cause) {
    return new StepFailure(partitioner.getClass().getName() + ".getPartition", what, cause);
  }

  /** What is asked of a shuffle that places keys by a partitioner. */
  static Grouping<Object, Object> grouping(Partitioner partitioner) {
    Grouping<Object, Object> any = Grouping.any().into(partitioner.numPartitions());
    return partitioner instanceof HashPartitioner ? any : any.by(new Placed(partitioner));
  }

  /** The placement that a partitioner makes of keys of any class. */
  static Partitioning partitioning(Partitioner partitioner) {
    Placed by = partitioner instanceof HashPartitioner ? null : new Placed(partitioner);
    return new Partitioning(Codecs.keyDynamic(), by, partitioner.numPartitions());
  }

  /** The partitioner of what is placed so; nothing if it is not known. */
  static Optional<Partitioner> of(Partitioning partitioning) {
    if (partitioning == null) {
      return Optional.empty();
    }
    if (partitioning.by() == null) {
      return Optional.of(new HashPartitioner(partitioning.partitions()));
    }
    return partitioning.by() instanceof Placed placed
        ? Optional.of(placed.partitioner())
        : Optional.empty();
  }
}
