package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.Dependency.ByRule;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.shuffle.Partitioning;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * An RDD that a program defines by itself, by the five properties of all RDDs: what a user of Spark
 * does by extending RDD. {@link #in} makes an RDD of it; one of pairs becomes a {@link PairRdd},
 * and keeps its place, by {@link PairRdd#fromRdd}.
 *
 * <p>Each task computes with a copy: the object is serialised, and all but {@link #compute} is
 * asked for on the driver only, so that fields which hold RDDs are transient.
 *
 * @param <T> the records
 */
public abstract class CustomRdd<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected CustomRdd() {}

  /** What a partition is computed from. */
  public sealed interface Dependency permits Narrow, Shuffle {}

  /**
   * A dependency on few partitions, which are computed in the same task.
   *
   * @param rdd the parent
   * @param partitions the partitions of the parent that one of this RDD needs, in order
   */
  public record Narrow(RddLike<?> rdd, IntFunction<List<Integer>> partitions)
      implements Dependency {
    /** Partition i needs partition i. */
    public static Narrow oneToOne(RddLike<?> rdd) {
      return new Narrow(rdd, List::of);
    }
  }

  /**
   * A dependency on all partitions: the parent's pairs are moved to the partitions of their keys,
   * and partition i reads those of partition i. A parent that is placed so already stays where it
   * is.
   *
   * @param rdd the parent
   * @param partitioner with as many partitions as this RDD
   */
  public record Shuffle(PairRdd<?, ?> rdd, Partitioner partitioner) implements Dependency {}

  /** How many partitions there are; asked once. */
  public abstract int numPartitions();

  /**
   * Computes a partition, in a task.
   *
   * @param partition its number
   * @param parents the records of each dependency's partitions, one behind the other; those of a
   *     PairRdd are {@link dev.tandem.contract.flow.Pair}s
   * @return the records, read once
   */
  public abstract Iterator<T> compute(int partition, List<Iterator<Object>> parents)
      throws Exception;

  /** What it is computed from; nothing unless a subclass says so. */
  public List<? extends Dependency> dependencies() {
    return List.of();
  }

  /**
   * How the records, which are pairs then, are placed by their keys: a join with what is placed
   * alike moves nothing. It is not checked that they are. Nothing unless a subclass says so.
   *
   * @return with as many partitions as this RDD
   */
  public Optional<Partitioner> partitioner() {
    return Optional.empty();
  }

  /**
   * The node on which a partition is best computed, from 0, or -1. A wish: another node that has a
   * free slot and no task of its own takes the task at once, if that one is busy or lost. Spark
   * would wait for {@code spark.locality.wait} first (delay scheduling); here all nodes share one
   * process, and an idle slot costs more than the records of another node.
   */
  public int preferredNode(int partition) {
    return -1;
  }

  /**
   * Makes it an RDD of a context.
   *
   * @throws IllegalArgumentException if it is not serialisable; or, when the partitions are first
   *     asked for, if a partitioner has another number of them
   */
  public final Rdd<T> in(RddContext context) {
    String name = name();
    Partitioning placed = partitioner().map(Placed::partitioning).orElse(null);
    RddNode node =
        context
            .lineages()
            .partitions(
                name,
                dependencies().stream().map(dependency -> edge(name, context, dependency)).toList(),
                this::checkedPartitions,
                this::compute,
                placed,
                Lineages.RECORDS,
                this::preferredNode);
    context.labels().show(node, name);
    return new Rdd<>(context, node);
  }

  private static ByRule edge(String name, RddContext context, Dependency dependency) {
    if (dependency instanceof Shuffle shuffle) {
      RddBase.checkContext(name, context, shuffle.rdd());
      return new ByRule(shuffle.rdd().partitionBy(shuffle.partitioner()).node, List::of);
    }
    Narrow narrow = (Narrow) dependency;
    RddBase.checkContext(name, context, narrow.rdd());
    return new ByRule(narrow.rdd().node, narrow.partitions());
  }

  private int checkedPartitions() {
    int partitions = numPartitions();
    partitioner().ifPresent(placed -> check(placed, partitions));
    for (Dependency dependency : dependencies()) {
      if (dependency instanceof Shuffle shuffle) {
        check(shuffle.partitioner(), partitions);
      }
    }
    return partitions;
  }

  private void check(Partitioner partitioner, int partitions) {
    if (partitioner.numPartitions() != partitions) {
      throw new IllegalArgumentException(
          "%s has %d partitions, but %s has %d"
              .formatted(name(), partitions, partitioner, partitioner.numPartitions()));
    }
  }

  /** An anonymous class has no simple name. */
  private String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? getClass().getName() : simple;
  }
}
