package dev.tandem.rdd.shuffle;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Records in columns: what the map side of a shuffle hands over by reference. Immutable once
 * published, and so is everything that it refers to: a retry or a second action reads the same
 * objects again.
 *
 * @param keys the keys, their identities where a combiner ran; null where they are numbers
 * @param hashes the hash of each key, so that nobody computes it again; null where keys are
 *     numbers, and for a sort
 * @param numbers keys that are whole numbers, else null
 * @param values {@code Object[]} of values or accumulators, {@code long[]} of {@link Cell}s
 * @param decoded whether the objects were made for the reader alone: they then count as its memory
 */
public record Columns(Object[] keys, int[] hashes, long[] numbers, Object values, boolean decoded) {
  /** Columns of keys that are objects. */
  static Columns of(Object[] keys, int[] hashes, Object values, boolean decoded) {
    return new Columns(keys, hashes, null, values, decoded);
  }

  /** Columns of keys that are numbers, with cells. */
  static Columns ofNumbers(long[] numbers, long[] cells, boolean decoded) {
    return new Columns(null, null, numbers, cells, decoded);
  }

  /** The values of a column of objects. */
  public Object[] objects() {
    return (Object[]) values;
  }

  /** The keys and the values of some records, as far as they are objects. */
  Stream<Object> all(int from, int to) {
    return Stream.of(keys, values)
        .filter(Object[].class::isInstance)
        .flatMap(column -> Arrays.stream((Object[]) column, from, to));
  }

  /** The values of a column of cells. */
  long[] cells() {
    return (long[]) values;
  }
}
