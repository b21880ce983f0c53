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

  /**
   * Keeps what is handed out of this group from here on, for {@link #reset}; an earlier mark is
   * forgotten. The next group has no mark.
   *
   * @param memory bytes of records that may be kept in memory; the rest goes to files
   */
  void mark(long memory);

  /**
   * Goes back to the mark: what was handed out since is handed out again, with its keys, as often
   * as wanted, and counts once.
   *
   * @return false if there is no mark
   */
  boolean reset();

  /** Forgets the mark, but goes on with what is being handed out again. */
  void clearMark();

  /** Groups so far. */
  long groups();

  /** Records that were handed out or passed over so far. */
  long records();
}
