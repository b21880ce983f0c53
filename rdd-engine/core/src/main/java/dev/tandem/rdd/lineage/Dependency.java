package dev.tandem.rdd.lineage;

/**
 * An edge of the lineage. Narrow: each partition of the parent is used by at most one partition of
 * the child, in the same task and without being stored. Shuffle: each partition of the child needs
 * all of the parent's, so the parent is a stage of its own.
 */
public sealed interface Dependency permits Dependency.NarrowDependency, ShuffleDependency {
  /** The RDD that is needed. */
  RddNode parent();

  /** A dependency that needs one partition of the parent. */
  sealed interface NarrowDependency extends Dependency {
    /**
     * The partition of the parent that a partition of the child is computed from; -1 if it needs
     * none.
     */
    int parentPartition(int partition);
  }

  /** Partition i of the child is computed from partition i of the parent. */
  record OneToOne(RddNode parent) implements NarrowDependency {
    @Override
    public int parentPartition(int partition) {
      return partition;
    }
  }

  /** A run of the child's partitions are the parent's, one by one: a union. */
  record Range(RddNode parent, int from, int length) implements NarrowDependency {
    @Override
    public int parentPartition(int partition) {
      return partition >= from && partition < from + length ? partition - from : -1;
    }
  }

  /**
   * How a grouping depends on one of its inputs. This is the one place that decides whether data
   * moves: what is already placed as the grouping wants it stays where it is.
   *
   * @param ids gives numbers to new shuffles
   */
  static Dependency byKey(RddNode parent, int input, KeyGrouping grouping, ShuffleIds ids) {
    if (grouping.partitioning().sameAs(parent.partitioning())) {
      return new OneToOne(parent);
    }
    return new ShuffleDependency(ids.next(), parent, input, grouping);
  }

  /** Gives numbers to shuffles: 1, 2, 3 ... */
  final class ShuffleIds {
    private int last;

    /** Numbers from 1 on. */
    public ShuffleIds() {
      this(0);
    }

    private ShuffleIds(int last) {
      this.last = last;
    }

    /** Goes on from here independently: for plans that are only explained. */
    public ShuffleIds copy() {
      return new ShuffleIds(last);
    }

    /** The next number. */
    int next() {
      return ++last;
    }
  }
}
