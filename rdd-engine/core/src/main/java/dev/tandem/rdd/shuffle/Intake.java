package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.Segment;

/** The reduce side of a shuffle takes in records, many at a time. */
@FunctionalInterface
public interface Intake {
  /**
   * Takes the records from {@code from} up to, not including, {@code to}. May keep the objects,
   * must not change them, and must not keep the arrays.
   *
   * @throws dev.tandem.contract.plan.StorageFailure if it had to spill and the storage failed
   */
  void take(Columns columns, int from, int to);

  /**
   * Takes the records of a sorted run, as {@link RunForm} writes them, where they lie. Only a sort
   * publishes such runs.
   *
   * @param damage what to say if the run turns out to be damaged when it is read
   */
  default void merge(String path, Segment segment, Damage damage) {
    throw new IllegalStateException(path + " is a sorted run, and nothing is sorted here");
  }
}
