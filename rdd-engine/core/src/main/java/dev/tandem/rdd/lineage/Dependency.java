package dev.tandem.rdd.lineage;

import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * An edge of the lineage. Narrow: each partition of the parent is used by at most one partition of
 * the child, in the same task and without being stored. Shuffle: each partition of the child needs
 * all of the parent's, so the parent is a stage of its own.
 */
public sealed interface Dependency permits Dependency.NarrowDependency, ShuffleDependency {
  /** The RDD that is needed. */
  RddNode parent();

  /** A dependency that needs few partitions of the parent, each of them whole. */
  sealed interface NarrowDependency extends Dependency {
    /** The partitions of the parent that a partition of the child is computed from, in order. */
    List<Integer> parentPartitions(int partition);
  }

  /** A narrow dependency that needs at most one partition of the parent. */
  sealed interface OneParent extends NarrowDependency {
    /**
     * The partition of the parent that a partition of the child is computed from; -1 if it needs
     * none.
     */
    int parentPartition(int partition);

    @Override
    default List<Integer> parentPartitions(int partition) {
      int from = parentPartition(partition);
      return from < 0 ? List.of() : List.of(from);
    }
  }

  /** Partition i of the child is computed from partition i of the parent. */
  record OneToOne(RddNode parent) implements OneParent {
    @Override
    public int parentPartition(int partition) {
      return partition;
    }
  }

  /**
   * A run of the child's partitions are the parent's, one by one: a union.
   *
   * @param from the first of them
   */
  record Range(RddNode parent, IntSupplier from) implements OneParent {
    @Override
    public int parentPartition(int partition) {
      int place = partition - from.getAsInt();
      return place >= 0 && place < parent.partitions() ? place : -1;
    }
  }

  /**
   * Partitions that a rule names: those that are put together, or paired with each other.
   *
   * @param rule gives the partitions of the parent for one of the child
   */
  record ByRule(RddNode parent, IntFunction<List<Integer>> rule) implements NarrowDependency {
    @Override
    public List<Integer> parentPartitions(int partition) {
      return rule.apply(partition);
    }
  }

  /**
   * How a grouping depends on one of its inputs. This is the one place that decides whether data
   * moves: what is already placed as the grouping wants it stays where it is.
   *
   * @param inputs all that is grouped together
   * @param input which of them
   * @param ids gives numbers to new shuffles
   */
  static Dependency byKey(List<RddNode> inputs, int input, KeyGrouping grouping, ShuffleIds ids) {
    RddNode parent = inputs.get(input);
    if (grouping.partitioning().sameAs(parent.partitioning())) {
      return new OneToOne(parent);
    }
    return new ShuffleDependency(ids.next(), inputs, input, grouping);
  }
}
