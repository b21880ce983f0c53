package dev.tandem.rdd.api;

import java.io.Serializable;
import java.util.Locale;

/**
 * Count, mean, variance, least and greatest of numbers in one pass: Spark's StatCounter. A number
 * is added by B. P. Welford's method (1962), two counters are merged by that of T. F. Chan, G. H.
 * Golub and R. J. LeVeque (1979). Mutable.
 */
public final class StatCounter implements Serializable {
  private static final long serialVersionUID = 1L;

  private long n;
  private double mu;
  private double m2;
  private double maxValue = Double.NEGATIVE_INFINITY;
  private double minValue = Double.POSITIVE_INFINITY;

  /** Nothing yet. */
  public StatCounter() {}

  /** Adds a number. */
  public StatCounter merge(double value) {
    double delta = value - mu;
    n++;
    mu += delta / n;
    m2 += delta * (value - mu);
    maxValue = Math.max(maxValue, value);
    minValue = Math.min(minValue, value);
    return this;
  }

  /** Adds what another has counted. */
  public StatCounter merge(StatCounter other) {
    if (other == this) {
      return merge(other.copy());
    }
    if (n == 0) {
      take(other);
    } else if (other.n != 0) {
      double delta = other.mu - mu;
      if (other.n * 10 < n) {
        mu = mu + delta * other.n / (n + other.n);
      } else if (n * 10 < other.n) {
        mu = other.mu - delta * n / (n + other.n);
      } else {
        mu = (mu * n + other.mu * other.n) / (n + other.n);
      }
      m2 += other.m2 + delta * delta * n * other.n / (n + other.n);
      n += other.n;
      maxValue = Math.max(maxValue, other.maxValue);
      minValue = Math.min(minValue, other.minValue);
    }
    return this;
  }

  private void take(StatCounter other) {
    n = other.n;
    mu = other.mu;
    m2 = other.m2;
    maxValue = other.maxValue;
    minValue = other.minValue;
  }

  /** One of its own with the same numbers. */
  public StatCounter copy() {
    StatCounter copy = new StatCounter();
    copy.take(this);
    return copy;
  }

  /** How many. */
  public long count() {
    return n;
  }

  /** The mean; 0 of nothing, as in Spark. */
  public double mean() {
    return mu;
  }

  /** The sum. */
  public double sum() {
    return n * mu;
  }

  /** The greatest; negative infinity of nothing. */
  public double max() {
    return maxValue;
  }

  /** The least; infinity of nothing. */
  public double min() {
    return minValue;
  }

  /** As {@link #popVariance}. */
  public double variance() {
    return popVariance();
  }

  /** The mean square of the distance from the mean; not a number for nothing. */
  public double popVariance() {
    return n == 0 ? Double.NaN : m2 / n;
  }

  /** The estimate for what the numbers were drawn from: n - 1 instead of n. */
  public double sampleVariance() {
    return n <= 1 ? Double.NaN : m2 / (n - 1);
  }

  /** As {@link #popStdev}. */
  public double stdev() {
    return popStdev();
  }

  /** The root of {@link #popVariance}. */
  public double popStdev() {
    return Math.sqrt(popVariance());
  }

  /** The root of {@link #sampleVariance}. */
  public double sampleStdev() {
    return Math.sqrt(sampleVariance());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "(count: %d, mean: %f, stdev: %f, max: %f, min: %f)",
        n,
        mean(),
        stdev(),
        max(),
        min());
  }
}
