package dev.tandem.mapreduce.api;

/**
 * Groups that are pulled one after the other.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface GroupSource<K, V> {
  /** Moves to the next group, over what is left of this one; false behind the last one. */
  boolean nextKey();

  /** The key of the value that was handed out last; before the first one, that value's key. */
  K getCurrentKey();

  /** Whether the group has another value. */
  boolean hasNextValue();

  /** The group's next value. */
  V nextValue();

  /**
   * Keeps the values of the group from here on, for {@link #reset}.
   *
   * @throws UnsupportedOperationException if this source cannot
   */
  default void mark() {
    throw new UnsupportedOperationException("these values cannot be marked: " + getClass());
  }

  /** Goes back to the mark; false if there is none. */
  default boolean reset() {
    return false;
  }

  /** Forgets the mark, but goes on with what is being read again. */
  default void clearMark() {}
}
