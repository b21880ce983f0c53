package dev.tandem.cluster;

import dev.tandem.contract.engine.JobFailed;
import java.util.Map;

/**
 * One of several jobs that a run works on at the same time, as the slots see it: Spark's job. What
 * a thread runs between {@link Cluster#runAs} and its end belongs to it; what is run outside of any
 * belongs to a job of its own that is older than all others.
 */
public final class RunningJob {
  private final int number;
  private final String name;
  private final Pool pool;
  private final Map<String, String> properties;
  private volatile String cancelled;

  /**
   * @param number the earlier, the smaller
   * @param name for errors
   * @param pool with whose jobs it shares slots
   */
  public RunningJob(int number, String name, Pool pool) {
    this(number, name, pool, Map.of());
  }

  /**
   * @param number the earlier, the smaller
   * @param name for errors
   * @param pool with whose jobs it shares slots
   * @param properties what the program has said of it, for its tasks
   */
  public RunningJob(int number, String name, Pool pool, Map<String, String> properties) {
    this.number = number;
    this.name = name;
    this.pool = pool;
    this.properties = Map.copyOf(properties);
  }

  /** The earlier, the smaller. */
  public int number() {
    return number;
  }

  /** With whose jobs it shares slots. */
  public Pool pool() {
    return pool;
  }

  /** What the program has said of it. */
  public Map<String, String> properties() {
    return properties;
  }

  /** Whether somebody has cancelled it. */
  public boolean isCancelled() {
    return cancelled != null;
  }

  void cancel(String why) {
    cancelled = why;
  }

  /**
   * @throws JobFailed if the job was cancelled
   */
  void checkNotCancelled(String run) {
    String why = cancelled;
    if (why != null) {
      throw new JobFailed("job " + run + ": " + this + " was cancelled: " + why);
    }
  }

  @Override
  public String toString() {
    return "job " + number + " (" + name + ")";
  }
}
