package dev.tandem.rdd.shuffle;

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
}
