package dev.tandem.rdd.lineage;

/**
 * The groups of several parents, for joins. Each parent that is already placed as the grouping
 * wants is read where it is; the others are shuffled.
 */
public final class CoGroupedRdd extends GroupingRdd {
  /**
   * @param grouping what is asked for
   * @param ids gives numbers to the shuffles
   */
  public CoGroupedRdd(KeyGrouping grouping, Dependency.ShuffleIds ids) {
    super(grouping, ids);
  }
}
