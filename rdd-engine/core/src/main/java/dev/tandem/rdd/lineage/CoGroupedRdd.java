package dev.tandem.rdd.lineage;

import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.List;

/**
 * The groups of several parents, for joins. Each parent that is already placed as the grouping
 * wants is read where it is; the others are shuffled.
 */
public final class CoGroupedRdd extends GroupingRdd {
  /**
   * @param grouping what is asked for
   * @param parents whose records are grouped, in order
   * @param ids gives numbers to the shuffles
   */
  public CoGroupedRdd(KeyGrouping grouping, List<RddNode> parents, ShuffleIds ids) {
    super(grouping, List.copyOf(parents), ids);
  }
}
