package dev.tandem.rdd.lineage;

/**
 * The groups of one parent. Where the parent is already placed as the grouping wants, the
 * dependency is narrow and nothing moves.
 */
public final class ShuffledRdd extends GroupingRdd {
  /**
   * @param grouping what is asked for
   * @param ids gives a number to the shuffle
   */
  public ShuffledRdd(KeyGrouping grouping, Dependency.ShuffleIds ids) {
    super(grouping, ids);
  }
}
