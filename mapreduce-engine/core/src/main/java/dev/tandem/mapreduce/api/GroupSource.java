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
}
