package dev.tandem.harness.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An interval for the ratio of two contenders that knows how few forks there were: Student's t over
 * the logarithms of the forks' medians, which are taken for normally distributed and independent. A
 * bootstrap of two or three forks cannot know it, because it draws no fork that it has not seen.
 *
 * @param low the lower end
 * @param high the upper end
 */
record ForkInterval(double low, double high) {
  /** One fork says nothing of how forks differ; holds no number. */
  private static final ForkInterval NONE =
      new ForkInterval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /**
   * For forks that ran next to each other. Differences within pairs (which drift of the machine
   * leaves alone) have n - 1 degrees of freedom, the forks as two samples have 2n - 2 and one
   * variance for both; the narrower of the two intervals is taken, and each is made with half the
   * error, so that together they err no more often than asked (Bonferroni).
   *
   * @param times of the one, by fork
   * @param others of the other, by fork; as many forks
   * @param error how often the interval may miss the ratio
   */
  static ForkInterval paired(double[][] times, double[][] others, double error) {
    int forks = times.length;
    if (forks < 2) {
      return NONE;
    }
    double[] x = logMedians(times);
    double[] y = logMedians(others);
    double[] differences = new double[forks];
    Arrays.setAll(differences, i -> x[i] - y[i]);
    double within = half(squares(differences), forks - 1, 1.0 / forks, error / 2);
    double between = half(squares(x) + squares(y), 2 * forks - 2, 2.0 / forks, error / 2);
    return around(mean(differences), Math.min(within, between));
  }

  /**
   * For forks that ran at different times: two samples with one variance for both.
   *
   * @param times of the one, by fork
   * @param others of the other, by fork; may have more or fewer forks
   * @param error how often the interval may miss the ratio
   */
  static ForkInterval unpaired(double[][] times, double[][] others, double error) {
    int freedom = times.length + others.length - 2;
    if (freedom < 1) {
      return NONE;
    }
    double[] x = logMedians(times);
    double[] y = logMedians(others);
    double share = 1.0 / x.length + 1.0 / y.length;
    return around(mean(x) - mean(y), half(squares(x) + squares(y), freedom, share, error));
  }

  /** Whether there were too few forks for an interval. */
  boolean isNone() {
    return low > high;
  }

  private static ForkInterval around(double logRatio, double half) {
    return new ForkInterval(Math.exp(logRatio - half), Math.exp(logRatio + half));
  }

  /** Half the width of an interval: {@code t * sqrt(squares / freedom * share)}. */
  private static double half(double squares, int freedom, double share, double error) {
    double t = TDistribution.of(freedom).inverseSurvivalProbability(error / 2);
    return t * Math.sqrt(squares / freedom * share);
  }

  private static double[] logMedians(double[][] forks) {
    return Arrays.stream(forks)
        .mapToDouble(fork -> Math.log(Median.withDefaults().evaluate(fork)))
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** The sum of the squared distances from the mean. */
  private static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
