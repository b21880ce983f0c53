package dev.tandem.rdd.api;

import java.util.Locale;

/**
 * A number that is known to lie between two bounds with some confidence: Spark's BoundedDouble.
 *
 * @param mean the estimate
 * @param confidence the probability that it lies there, from 0 to 1
 * @param low may be negative infinity
 * @param high may be infinity
 */
public record BoundedDouble(double mean, double confidence, double low, double high) {
  /** What is known exactly. */
  static BoundedDouble exactly(double value) {
    return new BoundedDouble(value, 1, value, value);
  }

  /** {@code [low, high]}, as Spark prints it. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[%.3f, %.3f]", low, high);
  }
}
