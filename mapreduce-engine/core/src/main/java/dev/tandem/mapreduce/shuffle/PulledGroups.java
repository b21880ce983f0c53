package dev.tandem.mapreduce.shuffle;

/** Sorted records that a reducer or a combiner pulls, group by group. For one thread. */
public interface PulledGroups {
  /** Moves to the next group, over what is left of this one; false behind the last one. */
  boolean nextGroup();

  /** The key of the value that was handed out last; before the first one, that value's key. */
  Object key();

  /** Whether the group has another value. */
  boolean hasNext();

  /**
   * The group's next value.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Object next();

  /** Groups so far. */
  long groups();

  /** Records that were handed out or passed over so far. */
  long records();
}
