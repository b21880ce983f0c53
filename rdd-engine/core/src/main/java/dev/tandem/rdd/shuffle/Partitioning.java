package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Operation;

/**
 * Twin of Placement of the MapReduce engine, which also says whether partitions are sorted: hash
 * tables do not ask for that.
 *
 * <p>How the records of an RDD are placed by their keys: Spark's partitioner. Two RDDs that are
 * placed alike are joined without a shuffle.
 *
 * @param keys the codec of the keys: decides which keys are one, and their hash
 * @param by the partitioner; null for {@code floorMod(codec.hash(key), partitions)}
 * @param partitions the number of partitions
 */
public record Partitioning(Codec<Object> keys, Partitioner<Object> by, int partitions) {
  /** Whether every key has the same place here and there. */
  @SuppressWarnings("ReferenceEquality") // One that is still to be sampled is like itself only.
  public boolean sameAs(Partitioning other) {
    if (this == other) {
      return true;
    }
    return other != null
        && partitions == other.partitions
        && keys.equals(other.keys)
        && (by == null ? other.by == null : !toBeSampled() && by.equals(other.by));
  }

  /**
   * Bounds that are still to be sampled differ from one grouping to the next, even though the
   * partitioners are equal.
   */
  public boolean toBeSampled() {
    return by instanceof RangePartitioner<?> range && !range.resolved();
  }

  /**
   * How the records are placed behind a step that keeps their keys: as before, unless its codec of
   * the keys tells them apart in another way.
   *
   * @param before the step; null if that is not known
   * @return null if it is not known any more
   */
  public static Partitioning kept(Partitioning before, Operation step) {
    boolean sameKeys = before != null && before.keys().equals(checkedKeys(step));
    return sameKeys ? before : null;
  }

  private static Codec<?> checkedKeys(Operation step) {
    Codec<?> keys = step.shape().key();
    return keys == null || !keys.canonical() ? null : Codecs.checkKey(keys, step.name());
  }

  /** For explanations: {@code hash of String, 4 partitions}. */
  public String describe() {
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
