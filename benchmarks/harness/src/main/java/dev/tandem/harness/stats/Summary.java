package dev.tandem.harness.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Times in a nutshell.
 *
 * @param median of all of them
 * @param min the least
 * @param max the greatest
 * @param count how many there are
 */
public record Summary(double median, double min, double max, int count) {
  /**
   * Sums up the times of all forks.
   *
   * @param forks the times of each fork; not changed
   * @throws IllegalArgumentException if there is no time at all
   */
  public static Summary of(double[]... forks) {
    double[] all = Arrays.stream(forks).flatMapToDouble(Arrays::stream).sorted().toArray();
    if (all.length == 0) {
      throw new IllegalArgumentException("no times to sum up");
    }
    return new Summary(
        Median.withDefaults().evaluate(all), all[0], all[all.length - 1], all.length);
  }
}
