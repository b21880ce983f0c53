package dev.tandem.rdd.run;

/** Hears of jobs, on the threads that run them. Must return quickly and not throw. */
public interface JobListener {
  /** Hears nothing. */
  JobListener NONE = new JobListener() {};

  /**
   * A job begins, on this thread.
   *
   * @param id its number
   * @param name of the action
   * @param settings what the program has said of it
   */
  default void jobStarted(int id, String name, JobSettings settings) {}

  /**
   * A job has ended.
   *
   * @param failure null if it has succeeded
   */
  default void jobEnded(int id, Throwable failure) {}
}
