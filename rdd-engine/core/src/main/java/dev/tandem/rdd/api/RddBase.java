package dev.tandem.rdd.api;

import dev.tandem.contract.plan.Shape;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.StorageLevel;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an RDD is: its number, name, partitions, placement, how it is kept, and its lineage.
 *
 * @param <T> the records
 */
public abstract class RddBase<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  final transient RddContext context;
  final transient RddNode node;
  final transient Form form;

  RddBase(RddContext context, RddNode node) {
    this.context = context;
    this.node = node;
    this.form = Form.of(node);
    context.labels().show(node);
  }

  /** A function may hold an RDD, but what it calls on it in a task is refused. */
  final Object writeReplace() {
    return Captured.of(this);
  }

  /**
   * The numbers of RDDs and shuffles mean something in their own context only: what is kept of
   * another one's would be taken for what is kept here.
   *
   * @throws IllegalArgumentException if one of them is of another context
   */
  static void checkContext(String verb, RddContext context, RddBase<?>... rdds) {
    for (RddBase<?> rdd : rdds) {
      if (rdd.context != context) {
        throw new IllegalArgumentException(
            verb
                + ": "
                + rdd
                + " belongs to another context; collect it there and parallelize it in this one");
      }
    }
  }

  /** The codecs of the records, for what hands them on as they are. */
  final Shape shape() {
    return node.operation().shape();
  }

  /** The record that travels as this key and value. */
  final T record(Object key, Object value) {
    return form.record(key, value);
  }

  /** Where it runs. */
  public final RddContext context() {
    return context;
  }

  /** The number of this RDD, unique in its context. */
  public final int id() {
    return context.labels().of(node).id();
  }

  /** What {@code setName} has said, or null. */
  public final String name() {
    return context.labels().of(node).name();
  }

  /** The number of partitions. May list files. */
  public final int getNumPartitions() {
    return node.partitions();
  }

  /** The partitions, by number. */
  public final List<Integer> partitions() {
    return IntStream.range(0, node.partitions()).boxed().toList();
  }

  /** How the keys are placed, if that is known. */
  public final Optional<Partitioner> partitioner() {
    return Placed.of(node.partitioning());
  }

  /** How the partitions are kept. */
  public final StorageLevel getStorageLevel() {
    return context.persistence().level(node);
  }

  /**
   * Saves the partitions in files when the first action that computes this RDD has ended, in a job
   * of its own, and forgets what it was made from. Persist it, or it is computed twice.
   *
   * @throws IllegalStateException if the context has no folder for checkpoints
   */
  public final void checkpoint() {
    context.persistence().checkpoint(node);
  }

  /**
   * As {@link #checkpoint}, but on the nodes, with which it is lost: from now on the RDD is
   * persisted, in memory and in files where it has no level of its own, and what nodes keep of it
   * is the checkpoint. Who reads a partition that is lost, or was unpersisted, fails and says so;
   * so does the first action if nothing is kept by then, and nothing is cut. As in Spark, it comes
   * instead of a {@link #checkpoint} that is not written yet.
   */
  public final void localCheckpoint() {
    context.persistence().localCheckpoint((RddLike<?>) this);
  }

  /** Whether the lineage behind it was cut. */
  public final boolean isCheckpointed() {
    return node.checkpoint() != null;
  }

  /** The folder that holds the partitions, if they are in files. */
  public final Optional<String> getCheckpointFile() {
    return context.persistence().checkpointFile(node);
  }

  /**
   * The lineage, last RDD first, in the shape that Spark prints. Each line says how its RDD is
   * kept.
   */
  public final String toDebugString() {
    return DebugString.of(node, context.labels(), context.runtime().store());
  }

  @Override
  public final String toString() {
    return context.labels().of(node).describe();
  }
}
