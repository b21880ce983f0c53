package dev.tandem.datasets.generate;

/**
 * The random numbers of all generators: SplitMix64, spelled out so that no JDK can change it.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; the
 * constants are those of Sebastiano Vigna's public-domain {@code splitmix64.c}.
 */
public final class SplitMix64 {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double ULP = 0x1.0p-53;

  private long state;
  private double spareGaussian = Double.NaN;

  /** Starts at the given state, as {@code splitmix64.c} does. */
  public SplitMix64(long state) {
    this.state = state;
  }

  /** An independent sequence for each pair of a seed and a stream number. */
  public static SplitMix64 stream(long seed, long stream) {
    return new SplitMix64(mix(mix(seed + GAMMA) + stream));
  }

  /** The output function: a bijection on 64 bits that maps 0 to 0. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /**
   * A number from 0 up to, not including, {@code bound}: the upper 32 bits times the bound (Lemire
   * 2019, without the rejection step: the bias is below bound / 2^32).
   */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** A number of [0, 1) with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * ULP;
  }

  /** Mean 0, deviation 1: Marsaglia's polar method, two numbers a round. */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double result = spareGaussian;
      spareGaussian = Double.NaN;
      return result;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spareGaussian = v * factor;
    return u * factor;
  }
}
