package dev.tandem.mapreduce.api;

/** A named amount: Hadoop's {@code Counter}. Thread-safe. */
public interface Counter {
  /** Its name in its group. */
  String getName();

  /** What is printed. */
  default String getDisplayName() {
    return getName();
  }

  /**
   * The amount: in a task, what the attempt itself has counted; of a combiner, what all combiners
   * of the attempt have, which is added to what the mapper or the reducer counts under the same
   * name.
   */
  long getValue();

  /** Replaces the amount. */
  void setValue(long value);

  /** Adds to the amount; may be negative. */
  void increment(long amount);
}
