package dev.tandem.contract.engine;

/**
 * An execution engine. Engines are found by {@code ServiceLoader}; they see jobs only as logical
 * plans, and everything that makes them different is behind this interface.
 */
public interface Engine {
  /** The name on the command line: {@code mapreduce}, {@code rdd} ... */
  String name();

  /** One sentence on how it executes a plan. */
  String describe();

  /**
   * Opens a session for one run of one job.
   *
   * @param job the name of the job, for reports and errors
   * @param options what the run may use
   * @return a session that must be closed
   * @throws JobFailed if the output exists or is taken
   */
  Session open(String job, RunOptions options) throws JobFailed;
}
