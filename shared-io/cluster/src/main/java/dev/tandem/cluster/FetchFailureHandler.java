package dev.tandem.cluster;

/** The engine's way to restore what was lost. */
@FunctionalInterface
public interface FetchFailureHandler {
  /**
   * Runs the producing tasks again, by a {@linkplain TaskSet#recomputing recomputing} call of
   * {@link Cluster#run}. Called on the thread that waits in {@link Cluster#run}; no further task of
   * the waiting set is started meanwhile. Several consumers may report the same loss one after the
   * other: what has been restored by then needs nothing.
   *
   * @param failure what is lost
   */
  void restore(FetchFailure failure);
}
