package dev.tandem.datasets.generate;

/**
 * Draws ranks of 0..n-1 whose probability falls like {@code (rank + 1)^-s}, in constant memory.
 *
 * <p>The inverse of the distribution function of the bounded Pareto density {@code x^-s} on [1,
 * n+1), rounded down. Suits large n, where an {@link AliasTable} would not stay in the cache.
 */
final class PowerLaw {
  private final long n;
  private final double inverse;
  private final double span;

  /** The exponent must differ from 1, where the inverse is an exponential instead of a power. */
  PowerLaw(long n, double exponent) {
    if (n < 1 || exponent == 1) {
      throw new IllegalArgumentException("power law over " + n + " ranks, exponent " + exponent);
    }
    this.n = n;
    this.inverse = 1 / (1 - exponent);
    this.span = StrictMath.pow(n + 1.0, 1 - exponent) - 1;
  }

  long draw(double uniform) {
    double x = StrictMath.pow(1 + uniform * span, inverse);
    return Math.min(n - 1, (long) x - 1);
  }
}
