package dev.tandem.cluster;

/**
 * How the tasks of a set are scheduled. Immutable.
 *
 * @param attempts how often a task may be tried; 0 for the run's number
 * @param width attempts of the set that run at the same time
 * @param timeoutMillis how long an attempt may show no progress ({@link TaskContext#progress})
 *     before it fails; 0 for ever
 * @param speculation when a task gets a second attempt beside the first; null for never
 * @param nodeFailures failed attempts after which a node gets no more tasks of the run; 0 for any
 *     number
 * @param failedPercent of the tasks that may fail for the last time without failing the run, which
 *     then goes on without what they would have left; not more than so many, 0 for none
 * @param ignoredPercent of the live nodes: if so many are bad, no node is avoided, for it is not
 *     the nodes' fault then
 * @param restores how often the same lost input is restored for the same task: lost once more, it
 *     fails the run. A {@link FetchFailureHandler} may have a rule of its own and end it before
 */
public record TaskPolicy(
    int attempts,
    int width,
    long timeoutMillis,
    Speculation speculation,
    int nodeFailures,
    double failedPercent,
    int ignoredPercent,
    int restores) {
  /** Nothing but the run's number of attempts. */
  public static final TaskPolicy DEFAULT =
      new TaskPolicy(0, Integer.MAX_VALUE, 0, null, 0, 0, 33, 3);

  /** With another {@link #attempts}. */
  public TaskPolicy withAttempts(int n) {
    return new TaskPolicy(
        n,
        width,
        timeoutMillis,
        speculation,
        nodeFailures,
        failedPercent,
        ignoredPercent,
        restores);
  }

  /** With another {@link #width}. */
  public TaskPolicy withWidth(int n) {
    return new TaskPolicy(
        attempts,
        n,
        timeoutMillis,
        speculation,
        nodeFailures,
        failedPercent,
        ignoredPercent,
        restores);
  }

  /** With another {@link #timeoutMillis}. */
  public TaskPolicy withTimeout(long millis) {
    return new TaskPolicy(
        attempts,
        width,
        millis,
        speculation,
        nodeFailures,
        failedPercent,
        ignoredPercent,
        restores);
  }

  /** With another {@link #speculation}. */
  public TaskPolicy withSpeculation(Speculation rule) {
    return new TaskPolicy(
        attempts,
        width,
        timeoutMillis,
        rule,
        nodeFailures,
        failedPercent,
        ignoredPercent,
        restores);
  }

  /** With other {@link #nodeFailures}. */
  public TaskPolicy withNodeFailures(int n) {
    return new TaskPolicy(
        attempts, width, timeoutMillis, speculation, n, failedPercent, ignoredPercent, restores);
  }

  /** With another {@link #failedPercent}. */
  public TaskPolicy withFailedPercent(double percent) {
    return new TaskPolicy(
        attempts,
        width,
        timeoutMillis,
        speculation,
        nodeFailures,
        percent,
        ignoredPercent,
        restores);
  }

  /** With other {@link #restores}. */
  public TaskPolicy withRestores(int n) {
    return new TaskPolicy(
        attempts,
        width,
        timeoutMillis,
        speculation,
        nodeFailures,
        failedPercent,
        ignoredPercent,
        n);
  }

  /** Whether somebody has to look at running attempts from time to time. */
  boolean watches() {
    return timeoutMillis > 0 || speculation != null;
  }
}
