package dev.tandem.rdd.api;

import java.util.Random;

/**
 * Decides how often each record of a partition is in a sample. Bernoulli samples and splits are
 * those of Spark's samplers for the same seed; Poisson samples have the same distribution.
 */
abstract class Sampler {
  /** Up to this fraction the records between two hits are drawn, not each record's fate. */
  private static final double MOST_FOR_GAPS = 0.4;

  private static final double EPSILON = 5e-11;

  /** Those of {@link Random}, which keeps the lowest 48 bits and takes this one off its seed. */
  private static final long MULTIPLIER = 0x5DEECE66DL;

  private static final long INCREMENT = 0xBL;

  /** A Poisson variable of a large mean is the sum of several with means up to this one. */
  private static final double MOST_POISSON = 16;

  /** How often the next record is in the sample. */
  abstract int sample();

  /**
   * The seed of a partition of a sample: Spark's PartitionwiseSampledRDD draws them in turn from a
   * {@link Random}, two steps each. Each task needs one of them and goes there at once: many steps
   * of a linear congruential generator are one of another (Brown, Random Number Generation with
   * Arbitrary Strides, 1994).
   */
  static long seedOf(long seed, int partition) {
    long state = seed ^ MULTIPLIER;
    long factor = MULTIPLIER;
    long increment = INCREMENT;
    for (long steps = 2L * partition; steps > 0; steps /= 2) {
      if (steps % 2 == 1) {
        state = state * factor + increment;
      }
      increment *= factor + 1;
      factor *= factor;
    }
    return new Random(state ^ MULTIPLIER).nextLong();
  }

  /** Each record or not, with the same probability. */
  static Sampler bernoulli(double fraction, long seed) {
    XorShift random = new XorShift(seed);
    if (fraction <= 0 || fraction >= 1) {
      return always(fraction <= 0 ? 0 : 1);
    }
    return fraction <= MOST_FOR_GAPS
        ? new Gaps(fraction, random)
        : of(() -> random.nextDouble() <= fraction ? 1 : 0);
  }

  /** Each record as often as a Poisson variable says. */
  static Sampler poisson(double mean, long seed) {
    XorShift random = new XorShift(seed);
    return mean <= 0 ? always(0) : of(() -> poisson(mean, random));
  }

  /** Each record whose lot falls between two bounds. */
  static Sampler between(double from, double to, long seed) {
    XorShift random = new XorShift(seed);
    if (to <= from) {
      return always(0);
    }
    return of(
        () -> {
          double lot = random.nextDouble();
          return lot >= from && lot < to ? 1 : 0;
        });
  }

  private static Sampler always(int times) {
    return of(() -> times);
  }

  private static Sampler of(java.util.function.IntSupplier draw) {
    return new Sampler() {
      @Override
      int sample() {
        return draw.getAsInt();
      }
    };
  }

  /** Multiplies lots until they are below e^-mean: D. E. Knuth, TAOCP 2, 3.4.1. */
  private static int poisson(double mean, XorShift random) {
    int count = 0;
    for (double left = mean; left > 0; left -= MOST_POISSON) {
      double limit = Math.exp(-Math.min(left, MOST_POISSON));
      for (double product = random.nextDouble(); product > limit; count++) {
        product *= random.nextDouble();
      }
    }
    return count;
  }

  /** Draws how many records are left out before the next one that is in. */
  private static final class Gaps extends Sampler {
    private final double logOfMiss;
    private final XorShift random;
    private int gap;

    Gaps(double fraction, XorShift random) {
      this.logOfMiss = Math.log1p(-fraction);
      this.random = random;
      advance();
    }

    @Override
    int sample() {
      if (gap > 0) {
        gap--;
        return 0;
      }
      advance();
      return 1;
    }

    private void advance() {
      gap = (int) (Math.log(Math.max(random.nextDouble(), EPSILON)) / logOfMiss);
    }
  }
}
