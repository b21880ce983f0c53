package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.FetchFailure;

/** What it means that data which a map task has published cannot be read. */
@FunctionalInterface
interface Damage {
  /**
   * Gives the data up, and says whose they were.
   *
   * @param thrown by the storage
   * @throws dev.tandem.contract.plan.TaskStopped if it was the end of the reader
   */
  FetchFailure of(Exception thrown);
}
