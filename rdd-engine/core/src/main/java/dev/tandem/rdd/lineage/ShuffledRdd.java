package dev.tandem.rdd.lineage;

import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.List;

/**
 * The groups of one parent. Where the parent is already placed as the grouping wants, the
 * dependency is narrow and nothing moves.
 */
public final class ShuffledRdd extends GroupingRdd {
  /**
   * @param grouping what is asked for
   * @param parent whose records are grouped
   * @param ids gives a number to the shuffle
   */
  public ShuffledRdd(KeyGrouping grouping, RddNode parent, ShuffleIds ids) {
    super(grouping, List.of(parent), ids);
  }
}
