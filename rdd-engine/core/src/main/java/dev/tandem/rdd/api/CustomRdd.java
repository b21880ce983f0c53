package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.Dependency.ByRule;
import dev.tandem.rdd.lineage.RddNode;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An RDD that a program defines by itself: what a user of Spark does by extending RDD. Four of the
 * five properties are here; the fifth, a partitioner, belongs to pairs: {@link
 * PairRdd#partitionBy}. {@link #in} makes an RDD of it.
 *
 * <p>Each task computes with a copy: the object is serialised, and dependencies are asked for on
 * the driver only, so that fields which hold RDDs are transient.
 *
 * @param <T> the records
 */
public abstract class CustomRdd<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected CustomRdd() {}

  /**
   * A narrow dependency.
   *
   * @param rdd the parent
   * @param partitions the partitions of the parent that one of this RDD needs, in order
   */
  public record Narrow(RddLike<?> rdd, IntFunction<List<Integer>> partitions) {
    /** Partition i needs partition i. */
    public static Narrow oneToOne(RddLike<?> rdd) {
      return new Narrow(rdd, List::of);
    }
  }

  /** How many partitions there are; asked once, on the driver. */
  public abstract int numPartitions();

  /**
   * Computes a partition, in a task.
   *
   * @param partition its number
   * @param parents the records of each dependency's partitions, one behind the other
   * @return the records, read once
   */
  public abstract Iterator<T> compute(int partition, List<Iterator<Object>> parents)
      throws Exception;

  /** What it is computed from; nothing unless a subclass says so. */
  public List<Narrow> dependencies() {
    return List.of();
  }

  /**
   * The node on which a partition is best computed, from 0, or -1. A wish: another node takes the
   * task if that one is busy or lost.
   */
  public int preferredNode(int partition) {
    return -1;
  }

  /** Makes it an RDD of a context. */
  public final Rdd<T> in(RddContext context) {
    List<ByRule> edges =
        dependencies().stream()
            .map(edge -> new ByRule(edge.rdd().node, edge.partitions()))
            .toList();
    String name = name();
    RddNode node =
        context
            .lineages()
            .partitions(
                name,
                edges,
                this::numPartitions,
                this::compute,
                null,
                Lineages.RECORDS,
                this::preferredNode);
    context.labels().show(node, name);
    return new Rdd<>(context, node);
  }

  /** An anonymous class has no simple name. */
  private String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? getClass().getName() : simple;
  }
}
