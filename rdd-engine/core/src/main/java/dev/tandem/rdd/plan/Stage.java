package dev.tandem.rdd.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Rdd;
import dev.tandem.rdd.lineage.ShuffleDependency;

/**
 * A maximal piece of lineage without a shuffle inside: one task for each partition of its last RDD. It ends with the map side of a
 * shuffle, or with a write.
 *
 * @param number from 1, in the order in which the stages of a run were planned
 * @param rdd the last RDD
 * @param shuffle where the records go; null if they are written
 * @param write what is done with the records; null if they are shuffled
 */
public record Stage(int number, Rdd rdd, ShuffleDependency shuffle, Operation.Write write) {
  /** After the operation that ends it. */
  public String name() {
    return write != null ? write.name() : shuffle.grouping().name();
  }

  /** How reports and errors call it: {@code stage 2: counts}. */
  public String unit() {
    return "stage " + number + ": " + name();
  }
}
