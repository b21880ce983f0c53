package dev.tandem.cluster;

import java.util.Collection;

/**
 * When a task that takes long is tried a second time beside its first attempt, on another node if
 * there is one; the attempt that commits first wins. Hadoop's rule, with elapsed time in the place
 * of an estimated one.
 *
 * @param slowness standard deviations of the time of ended tasks by which an attempt must be slower
 *     than their mean
 * @param ofRunning part of the running tasks that may have a second attempt
 * @param ofAll part of all tasks that may
 * @param atLeast how many may, however few tasks there are
 */
public record Speculation(double slowness, double ofRunning, double ofAll, int atLeast) {
  /** Hadoop's figures. */
  public static final Speculation HADOOP = new Speculation(1, 0.1, 0.01, 10);

  /** The tasks that may have a second attempt at the same time. */
  int limit(int running, int all) {
    return (int) Math.max(atLeast, Math.max(ofRunning * running, ofAll * all));
  }

  /** Whether an attempt is slow, compared with those that have ended. */
  boolean isSlow(long nanos, Collection<Long> ended) {
    if (ended.isEmpty()) {
      return false;
    }
    double mean = ended.stream().mapToLong(Long::longValue).average().orElse(0);
    double squares = ended.stream().mapToDouble(n -> (n - mean) * (n - mean)).sum();
    return nanos > mean + slowness * Math.sqrt(squares / ended.size());
  }
}
