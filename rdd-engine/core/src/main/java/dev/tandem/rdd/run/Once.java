package dev.tandem.rdd.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.engine.JobFailed;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets one job at a time make something that several need: the others wait, and then find it made.
 * What a job makes never waits for what is made from it, so jobs do not wait for each other in a
 * circle. Thread-safe.
 */
final class Once {
  /** How often a waiting job looks whether it was cancelled. */
  private static final long LOOK_MILLIS = 50;

  private final Cluster cluster;
  private final Set<Object> inWork = new HashSet<>();

  Once(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Makes something, when nobody else does.
   *
   * @param what compared by equals
   * @param make looks first whether it is there by now
   * @throws JobFailed if the job of this thread was cancelled meanwhile
   */
  void make(Object what, Runnable make) {
    begin(what);
    try {
      make.run();
    } finally {
      end(what);
    }
  }

  private synchronized void begin(Object what) {
    while (!inWork.add(what)) {
      cluster.checkUsable();
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new JobFailed("job " + cluster.job() + ": interrupted", e);
      }
    }
  }

  private synchronized void end(Object what) {
    inWork.remove(what);
    notifyAll();
  }
}
