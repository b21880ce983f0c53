package dev.tandem.cluster;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * When a task that takes long is tried a second time beside its first attempt, on another node if
 * there is one; the attempt that commits first wins.
 */
public sealed interface Speculation {
  /** Hadoop's figures. */
  Speculation HADOOP = new Hadoop(1, 0.1, 0.01, 10);

  /** Spark's figures. */
  Speculation SPARK = new Spark(3, 0.9);

  /** The tasks that may have a second attempt at the same time. */
  int limit(int running, int all);

  /**
   * Whether an attempt is slow, compared with those that have ended.
   *
   * @param nanos since it began
   * @param ended what the tasks took that have been committed
   * @param all how many tasks there are
   */
  boolean isSlow(long nanos, Collection<Long> ended, int all);

  /**
   * Hadoop's rule, with elapsed time in the place of an estimated one.
   *
   * @param slowness standard deviations of the time of ended tasks by which an attempt must be
   *     slower than their mean
   * @param ofRunning part of the running tasks that may have a second attempt
   * @param ofAll part of all tasks that may
   * @param atLeast how many may, however few tasks there are
   */
  record Hadoop(double slowness, double ofRunning, double ofAll, int atLeast)
      implements Speculation {
    @Override
    public int limit(int running, int all) {
      return (int) Math.max(atLeast, Math.max(ofRunning * running, ofAll * all));
    }

    @Override
    public boolean isSlow(long nanos, Collection<Long> ended, int all) {
      if (ended.isEmpty()) {
        return false;
      }
      double mean = ended.stream().mapToLong(Long::longValue).average().orElse(0);
      double squares = ended.stream().mapToDouble(n -> (n - mean) * (n - mean)).sum();
      return nanos > mean + slowness * Math.sqrt(squares / ended.size());
    }
  }

  /**
   * Spark's rule, {@code TaskSetManager.checkSpeculatableTasks}, without its look at the rate of
   * records: once enough tasks have ended, those that take much longer than the median are slow. A
   * stage of one task has nothing to be compared with.
   *
   * @param multiplier times the median that make a task slow
   * @param quantile part of the tasks that must have ended
   */
  record Spark(double multiplier, double quantile) implements Speculation {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);

    @Override
    public int limit(int running, int all) {
      return all;
    }

    @Override
    public boolean isSlow(long nanos, Collection<Long> ended, int all) {
      return all > 1
          && ended.size() >= Math.max(1, (int) (quantile * all))
          && nanos > SHORTEST
          && nanos > multiplier * median(ended);
    }

    private static double median(Collection<Long> ended) {
      long[] sorted = ended.stream().mapToLong(Long::longValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1
          ? sorted[middle]
          : (double) (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }
}
