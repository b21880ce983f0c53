package dev.tandem.harness.stats;

import java.util.Arrays;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * How often the comparison finds a difference where there is none: one contender against itself,
 * judged as a benchmark with five JVMs each and two times in each would be.
 *
 * <p>Each comparison takes ten JVMs that ran one after the other and shares them out as turns go in
 * a benchmark: A B, B A, A B ... Windows of ten overlap, and several blocks of times come from the
 * same JVMs, so the comparisons are not independent of each other: the interval of the rate is too
 * narrow, and the whole says nothing of drift that lasts longer than ten JVMs.
 *
 * @param comparisons how many were made
 * @param differences how many of them found a difference
 * @param low the lower end of the rate's 95 % interval (Wilson's)
 * @param high the upper end
 */
public record AaCheck(int comparisons, int differences, double low, double high) {
  /** Comparisons that are made where there are times enough. */
  public static final int COMPARISONS = 100;

  /** JVMs that give so many comparisons with {@link #TIMES} times each. */
  public static final int FORKS = 43;

  /** Times in each JVM. */
  public static final int TIMES = 6;

  private static final int BLOCK = 2;
  private static final int EACH = 5;
  private static final double ALPHA = 0.05;

  /**
   * Makes the comparisons.
   *
   * @param forks times of one contender, by JVM, in the order in which they were taken; as many in
   *     each
   * @param seed of the bootstrap
   * @throws IllegalArgumentException if there are not times enough for one comparison
   */
  public static AaCheck of(double[][] forks, long seed) {
    Bootstrap bootstrap = new Bootstrap(seed);
    int made = 0;
    int found = 0;
    for (int first = 0; first + 2 * EACH <= forks.length; first++) {
      for (int from = 0; from + BLOCK <= forks[first].length && made < COMPARISONS; from += BLOCK) {
        double[][] one = new double[EACH][];
        double[][] other = new double[EACH][];
        for (int round = 0; round < EACH; round++) {
          int turn = first + 2 * round;
          one[round] = block(forks[turn + round % 2], from);
          other[round] = block(forks[turn + 1 - round % 2], from);
        }
        Ratio ratio = bootstrap.ratio(one, other);
        found += ratio.verdict() == Ratio.Verdict.NO_DIFFERENCE ? 0 : 1;
        made++;
      }
    }
    if (made == 0) {
      throw new IllegalArgumentException(
          "one comparison needs " + 2 * EACH + " JVMs with " + BLOCK + " times each");
    }
    Interval rate = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(made, found, ALPHA);
    return new AaCheck(made, found, rate.getLowerBound(), rate.getUpperBound());
  }

  private static double[] block(double[] times, int from) {
    return Arrays.copyOfRange(times, from, from + BLOCK);
  }
}
