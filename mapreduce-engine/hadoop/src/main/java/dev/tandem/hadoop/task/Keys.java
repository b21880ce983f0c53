package dev.tandem.hadoop.task;

/** What a job's configuration says to its tasks. */
public final class Keys {
  /** The run that the job belongs to: its tasks in one process share broadcasts. */
  public static final String RUN = "tandem.run";

  /** The name of the user's job, for errors. */
  public static final String JOB = "tandem.job";

  /** The folder of the Hadoop job: its program, and what its tasks leave for the driver. */
  public static final String FOLDER = "tandem.folder";

  /** The seal of the job's program. */
  public static final String SEAL = "tandem.seal";

  /** How often a task may be tried, for errors. */
  public static final String ATTEMPTS = "tandem.attempts";

  /** What is added to the name of the map phase. */
  public static final String PART = "tandem.part";

  /** Which of the round's slices the job reads, the first one. */
  public static final String FIRST_SLICE = "tandem.slice";

  /** Whether the files that are shipped are found in the task's working folder. */
  public static final String CACHED = "tandem.cached";

  /** What their names begin with there. */
  public static final String CACHE_PREFIX = "tandem-";

  private Keys() {}
}
