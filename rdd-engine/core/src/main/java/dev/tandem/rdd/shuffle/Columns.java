package dev.tandem.rdd.shuffle;

/**
 * Records in columns: what the map side of a shuffle hands over by reference. Immutable once
 * published, and so is everything that it refers to: a retry or a second action reads the same
 * objects again.
 *
 * @param keys the keys; their identities where a combiner ran
 * @param hashes the hash of each key, so that nobody computes it again
 * @param values {@code Object[]} of values or accumulators, {@code long[]} or {@code double[]} of
 *     primitive accumulators
 * @param decoded whether the objects were made for the reader alone: they then count as its memory
 */
public record Columns(Object[] keys, int[] hashes, Object values, boolean decoded) {
  /** The values of a column of objects. */
  public Object[] objects() {
    return (Object[]) values;
  }
}
