package dev.tandem.spark.plan;

import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;

/**
 * How the records of a bag are placed by their keys. Two bags that are placed alike are joined
 * without a shuffle. Twin of Partitioning of the embedded engine; here Spark's partitioner only
 * carries it out.
 *
 * @param keys the codec of the keys
 * @param by the partitioner; null for {@code floorMod(codec.hash(key), partitions)}
 * @param partitions the number of partitions
 */
record Placement(Codec<?> keys, Partitioner<?> by, int partitions) {
  /** Whether every key has the same place here and there. */
  @SuppressWarnings("ReferenceEquality") // One that is still to be sampled is like itself only.
  boolean sameAs(Placement other) {
    if (this == other) {
      return true;
    }
    return other != null
        && partitions == other.partitions
        && keys.equals(other.keys)
        && (by == null ? other.by == null : !toBeSampled() && by.equals(other.by));
  }

  /** Bounds that are still to be sampled differ from one grouping to the next. */
  boolean toBeSampled() {
    return by instanceof RangePartitioner<?> range && !range.resolved();
  }

  /** For explanations: {@code hash of String, 4 partitions}. */
  String describe() {
    String how =
        by == null ? "hash" : by instanceof RangePartitioner<?> ? "range" : "own partitioner";
    return how
        + " of "
        + keys.describe()
        + ", "
        + partitions
        + (partitions == 1 ? " partition" : " partitions");
  }
}
