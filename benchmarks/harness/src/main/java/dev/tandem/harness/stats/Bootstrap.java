package dev.tandem.harness.stats;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Confidence intervals for ratios of medians: the hull of two. The one is a two-stage percentile
 * bootstrap (Davison and Hinkley, "Bootstrap methods and their application", 1997, section 3.8):
 * forks are drawn first, then times within each fork, because times of one JVM resemble each other.
 * The same forks are drawn for both contenders: they ran next to each other, so drift of the
 * machine cancels out.
 *
 * <p>With a handful of forks a percentile interval is too narrow for its name, because it draws no
 * fork that it has not seen: with 2 forks that vary by 5 %, and times that vary by 1 % within them,
 * it tells contenders apart that do not differ in more than 30 of 100 comparisons instead of in
 * one. Hence the other, Student's t over the forks (see {@link ForkInterval}). Its price, with such
 * times: 2 forks show a ratio of 1.5 in about one of three comparisons only, 3 forks a ratio of 1.2
 * in about two of five, 5 forks in nine of ten. One fork has the bootstrap only, which then speaks
 * of that fork alone.
 */
public final class Bootstrap {
  /** The nominal confidence of an interval. */
  public static final double CONFIDENCE = 0.99;

  private static final int RESAMPLES = 10_000;

  private final long seed;

  /**
   * @param seed the same one gives the same intervals, everywhere
   */
  public Bootstrap(long seed) {
    this.seed = seed;
  }

  /**
   * Compares two contenders.
   *
   * @param times of the one, by fork
   * @param others of the other, by fork; as many forks
   * @return {@code times / others}
   */
  public Ratio ratio(double[][] times, double[][] others) {
    if (times.length != others.length || times.length == 0) {
      throw new IllegalArgumentException(times.length + " forks against " + others.length);
    }
    return ratio(
        times,
        others,
        random -> paired(times, others, random),
        ForkInterval.paired(times, others, 1 - CONFIDENCE));
  }

  /**
   * Compares times that were not taken next to each other: of two benchmarks, on two days. Forks
   * are drawn for each on its own, so the drift between the two is part of the ratio and not of its
   * interval.
   *
   * @param times of the one, by fork
   * @param others of the other, by fork; may have more or fewer forks
   * @return {@code times / others}
   */
  public Ratio unpaired(double[][] times, double[][] others) {
    return ratio(
        times,
        others,
        random -> median(resample(times, random)) / median(resample(others, random)),
        ForkInterval.unpaired(times, others, 1 - CONFIDENCE));
  }

  private Ratio ratio(
      double[][] times, double[][] others, ToDoubleFunction<Random> resample, ForkInterval forks) {
    double value = Summary.of(times).median() / Summary.of(others).median();
    if (forks.isNone()) {
      return new Ratio(value, value, value);
    }
    Random random = new Random(seed);
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = resample.applyAsDouble(random);
    }
    double tail = (1 - CONFIDENCE) / 2;
    double[] ends = Quantile.withDefaults().evaluate(ratios, tail, 1 - tail);
    return new Ratio(value, Math.min(ends[0], forks.low()), Math.max(ends[1], forks.high()));
  }

  private static double paired(double[][] times, double[][] others, Random random) {
    int forks = times.length;
    double[][] left = new double[forks][];
    double[][] right = new double[forks][];
    for (int i = 0; i < forks; i++) {
      int fork = random.nextInt(forks);
      left[i] = draw(times[fork], random);
      right[i] = draw(others[fork], random);
    }
    return median(left) / median(right);
  }

  private static double[][] resample(double[][] forks, Random random) {
    double[][] drawn = new double[forks.length][];
    for (int i = 0; i < forks.length; i++) {
      drawn[i] = draw(forks[random.nextInt(forks.length)], random);
    }
    return drawn;
  }

  private static double[] draw(double[] from, Random random) {
    double[] drawn = new double[from.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = from[random.nextInt(from.length)];
    }
    return drawn;
  }

  private static double median(double[][] forks) {
    int count = 0;
    for (double[] fork : forks) {
      count += fork.length;
    }
    double[] all = new double[count];
    int at = 0;
    for (double[] fork : forks) {
      System.arraycopy(fork, 0, all, at, fork.length);
      at += fork.length;
    }
    return Median.withDefaults().evaluate(all);
  }
}
