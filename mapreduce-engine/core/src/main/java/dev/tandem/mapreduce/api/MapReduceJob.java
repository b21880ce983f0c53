package dev.tandem.mapreduce.api;

import java.util.concurrent.CompletableFuture;

/**
 * A job of the native level: Hadoop's {@code Job}, with its names. It is called otherwise because
 * {@link dev.tandem.contract.job.Job} is taken by what runs on every engine.
 *
 * <pre>
 *   MapReduceJob job = MapReduceJob.getInstance(new Configuration(), "word count");
 *   job.setMapperClass(TokenizerMapper.class);
 *   job.setCombinerClass(IntSumReducer.class);
 *   job.setReducerClass(IntSumReducer.class);
 *   job.addInputPath("input");
 *   job.setOutputPath("output");
 *   boolean well = job.waitForCompletion(true);
 * </pre>
 *
 * <p>Keys and values are ordinary values: what a codec of the contract writes needs no declaring;
 * {@link #setMapOutputKeyClass} makes it shorter and is checked; {@link #setMapOutputKeyCodec} is
 * for all other classes. Settings that are not made are Hadoop's, the number of reduce tasks (1)
 * among them. A job is defined, submitted once, and then only watched. Not thread-safe, but for
 * what watches.
 */
public final class MapReduceJob extends JobSettings {
  private JobClient client;

  private MapReduceJob(Configuration conf) {
    super(conf);
  }

  /** A job without a name. */
  public static MapReduceJob getInstance() {
    return getInstance(new Configuration());
  }

  /** A job with a copy of these settings. */
  public static MapReduceJob getInstance(Configuration conf) {
    return new MapReduceJob(new Configuration(conf));
  }

  /** A job with a name and a copy of these settings. */
  public static MapReduceJob getInstance(Configuration conf, String name) {
    MapReduceJob job = getInstance(conf);
    job.setJobName(name);
    return job;
  }

  @Override
  boolean isSubmitted() {
    return client != null;
  }

  /**
   * Begins; returns at once.
   *
   * @throws IllegalArgumentException if something of the job is missing or cannot be
   * @throws dev.tandem.contract.engine.JobFailed if an input is missing, or the output exists or is
   *     taken
   */
  public void submit() {
    if (isSubmitted()) {
      throw new IllegalStateException("the job " + getJobName() + " was submitted already");
    }
    definition.freeze();
    try {
      client = new JobClient(definition);
    } finally {
      if (client == null) {
        definition.thaw();
      }
    }
  }

  /**
   * Submits the job if it was not, and waits for its end.
   *
   * @param verbose whether its progress, its counters and why it failed are printed to the standard
   *     error
   * @return whether it succeeded; {@link #getStatus} says why not
   * @throws IllegalArgumentException if something of the job is missing or cannot be
   * @throws dev.tandem.contract.engine.JobFailed if an input is missing, or the output exists or is
   *     taken
   */
  public boolean waitForCompletion(boolean verbose) throws InterruptedException {
    if (client == null) {
      submit();
    }
    return client.await(verbose);
  }

  /** Where the job stands. */
  public JobStatus getStatus() {
    return client == null ? new JobStatus("", JobStatus.State.PREP, 0, 0, "") : client.status();
  }

  /** Where the job stands. */
  public JobStatus.State getJobState() {
    return getStatus().getState();
  }

  /** The id of the job: {@code job_1700000000000_0001}; empty before it was submitted. */
  public String getJobID() {
    return getStatus().getJobID();
  }

  /** Whether the job has ended, well or not. */
  public boolean isComplete() {
    return getStatus().isJobComplete();
  }

  /** Whether the job has succeeded. */
  public boolean isSuccessful() {
    return getStatus().getState() == JobStatus.State.SUCCEEDED;
  }

  /** Committed map tasks, 0 to 1. */
  public float mapProgress() {
    return getStatus().getMapProgress();
  }

  /** Committed reduce tasks, 0 to 1. */
  public float reduceProgress() {
    return getStatus().getReduceProgress();
  }

  /** Stops the job; {@link #waitForCompletion} returns false then. */
  public void killJob() {
    submitted().kill();
  }

  private JobClient submitted() {
    if (client == null) {
      throw new IllegalStateException("the job " + getJobName() + " was not submitted");
    }
    return client;
  }

  /** Completed with the job's last status when it has ended. */
  public CompletableFuture<JobStatus> completion() {
    return submitted().completion();
  }

  /**
   * The counters of a job that has ended; of one that failed or was killed, what its committed
   * tasks counted. Null before the end.
   *
   * @throws IllegalStateException if it was not submitted
   */
  public Counters getCounters() {
    return submitted().counters();
  }
}
