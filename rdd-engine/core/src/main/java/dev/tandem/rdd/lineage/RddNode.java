package dev.tandem.rdd.lineage;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.rdd.shuffle.Partitioning;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.Recomputable;
import java.io.IOException;
import java.util.List;

/**
 * A resilient distributed dataset: an immutable collection in partitions that knows how to compute
 * each of them, from storage or from other RDDs. What is lost is computed again; nothing has to be
 * copied for safety (Zaharia et al., "Resilient Distributed Datasets", NSDI 2012). There is one for
 * each operation of the plan.
 *
 * <p>Five properties are all that scheduling is based on:
 *
 * <ol>
 *   <li>a list of partitions ({@link #partitions});
 *   <li>a function that computes one of them ({@link #compute});
 *   <li>the RDDs that it depends on ({@link #dependencies});
 *   <li>for keyed records, how they are placed ({@link #partitioning}), if that is known;
 *   <li>where a partition is best computed ({@link #preferredNode}), if anywhere.
 * </ol>
 *
 * <p>Computing pushes: a record runs through all steps up to the next shuffle before the next one
 * is read, and nothing is stored in between.
 */
public abstract class RddNode implements Recomputable {
  private final Operation operation;
  private final Partitioning partitioning;
  private volatile int partitions = -1;

  /** What the partitions are computed from; null once that was cut, after a checkpoint was set. */
  private volatile List<Dependency> lineage;

  private volatile CheckpointRdd checkpoint;

  RddNode(Operation operation, List<? extends Dependency> dependencies, Partitioning partitioning) {
    this.operation = operation;
    this.lineage = List.copyOf(dependencies);
    this.partitioning = partitioning;
  }

  /**
   * The number of partitions. May have to list files when it is asked for the first time, which is
   * on the driver.
   *
   * @throws dev.tandem.contract.engine.JobFailed if a path is missing or cannot be listed
   */
  @Override
  public final int partitions() {
    if (partitions < 0) {
      // parents first, in a loop: asking them in turn would nest as deep as the lineage
      for (RddNode rdd : Lineage.parentsFirst(this, rdd -> rdd.partitions < 0)) {
        rdd.partitions = rdd.countPartitions();
      }
    }
    return partitions;
  }

  /** The number of partitions; those of the parents are known. */
  abstract int countPartitions();

  /** The RDDs that this one is made from, in order: its checkpoint if there is one. */
  public final List<RddNode> parents() {
    return dependencies().stream().map(Dependency::parent).toList();
  }

  /** What this RDD is read from since its lineage was cut; null before. */
  public final CheckpointRdd checkpoint() {
    return checkpoint;
  }

  @Override
  public boolean canBeComputed() {
    CheckpointRdd from = checkpoint;
    return from == null || from.canBeComputed();
  }

  /**
   * From now on the partitions are read from a checkpoint, and this RDD does not refer to what it
   * was made from: Spark's {@code markCheckpointed}. Tasks that have begun go on with what they
   * have.
   */
  public final void cut(CheckpointRdd from) {
    checkpoint = from;
    lineage = null;
    clearDependencies();
  }

  /**
   * Lets go of what else refers to the RDDs that this one was made from; the number of partitions
   * is known, and {@link #lineage} is null. Spark's method of the same name.
   */
  void clearDependencies() {}

  /** What the partitions are computed from; null if they are read from a checkpoint. */
  final List<Dependency> lineage() {
    return lineage;
  }

  /**
   * Computes one partition.
   *
   * @param lineage the {@link #dependencies} when the task began: they may be cut any time
   * @param partition its number
   * @param context of the task
   * @param out takes the records
   * @throws IOException if a source cannot be read or is malformed
   * @throws FetchFailure if what a map task had published is lost
   */
  abstract void compute(
      List<Dependency> lineage, int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure;

  /** What this RDD is computed from: its checkpoint if there is one; empty for a source. */
  public final List<Dependency> dependencies() {
    List<Dependency> own = lineage;
    return own == null ? List.of(new Dependency.OneToOne(checkpoint)) : own;
  }

  /** How the records are placed by their keys; null if that is not known. */
  public final Partitioning partitioning() {
    return partitioning;
  }

  /**
   * The node that is nearest to the data of a partition, or -1: the one that keeps it in memory, or
   * keeps what it is narrowly computed from.
   */
  public int preferredNode(int partition, PartitionStore store) {
    return Lineage.nearestNode(this, partition, store);
  }

  /** The node that a partition is best computed on if nothing of it is kept, or -1. */
  int wish(int partition) {
    return -1;
  }

  /**
   * Hands over the records of one partition: those that are kept in memory, else computed ones,
   * which are kept if they shall be.
   *
   * @throws IOException if a source cannot be read or is malformed
   * @throws FetchFailure if what a map task had published is lost
   */
  public final void push(int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    if (context.store().keeps(id())) {
      context
          .store()
          .push(this, partition, into -> computeOrRead(partition, context, into), context, out);
    } else {
      computeOrRead(partition, context, out);
    }
  }

  /**
   * As {@link #push}, whether or not the partition is kept: from the checkpoint if there is one.
   *
   * @throws IOException if a source or a checkpoint cannot be read or is malformed
   * @throws FetchFailure if what a map task had published is lost
   */
  public final void computeOrRead(int partition, ComputeContext context, Collector out)
      throws IOException, FetchFailure {
    List<Dependency> own = lineage;
    if (own == null) {
      checkpoint.compute(List.of(), partition, context, out);
    } else {
      compute(own, partition, context, out);
    }
  }

  /** What a function of this RDD has thrown, as the failure of this step. */
  final StepFailure failure(Throwable thrown) {
    Throwable cause =
        thrown instanceof StackOverflowError
            ? new IllegalStateException(
                "the stack of the task overflowed: unless a function calls itself, the lineage is"
                    + " too long; checkpoint() or localCheckpoint() on the way cuts it")
            : thrown;
    return new StepFailure(name(), String.valueOf(cause), cause);
  }

  /** The operation whose records these are. */
  public final Operation operation() {
    return operation;
  }

  @Override
  public final Shape shape() {
    return operation.shape();
  }

  /** The number of the operation. */
  @Override
  public final int id() {
    return operation.id();
  }

  /** The name of the operation. */
  @Override
  public final String name() {
    return operation.name();
  }

  /** The kind, for lineages: {@code ShuffledRdd}. */
  public final String kind() {
    return getClass().getSimpleName();
  }

  @Override
  public final String toString() {
    return kind() + "[" + id() + "] " + name();
  }
}
