package dev.tandem.rdd.shuffle;

/**
 * No twin of Shuffle of the MapReduce engine: {@link KeyGrouping} is that one's twin, and this is
 * the place that records go through.
 *
 * <p>Records that move to the partitions of their keys, as those see it who move them; the lineage
 * knows them as a dependency. Equal if the numbers are.
 */
public interface Shuffle {
  /** The number of the shuffle, unique in a run. */
  int id();

  /** The name of what is shuffled. */
  String from();

  /** How many partitions of it there are, a map task each. */
  int maps();

  /** Which input of the grouping it is. */
  int input();

  /** How the records are placed. */
  KeyGrouping grouping();
}
