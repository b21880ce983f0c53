package dev.tandem.datasets.generate;

/**
 * Draws from a fixed discrete distribution in constant time.
 *
 * <p>Source: M. D. Vose, "A linear algorithm for generating random numbers with a given
 * distribution", IEEE TSE 17(9), 1991. The threshold (31 bits) and the alias (32 bits) of a column
 * share one long, so that a draw costs one cache miss.
 */
final class AliasTable {
  private static final double ONE = 0x1.0p31;

  private final long[] columns;

  AliasTable(double[] weights) {
    int n = weights.length;
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] scaled = new double[n];
    int[] small = new int[n];
    int[] large = new int[n];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < n; i++) {
      scaled[i] = weights[i] / sum * n;
      if (scaled[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    columns = new long[n];
    while (smalls > 0 && larges > 0) {
      int poor = small[--smalls];
      int rich = large[--larges];
      columns[poor] = column(scaled[poor], rich);
      scaled[rich] -= 1 - scaled[poor];
      if (scaled[rich] < 1) {
        small[smalls++] = rich;
      } else {
        large[larges++] = rich;
      }
    }
    // What is left stands for itself; it differs from 1 by rounding only.
    while (larges > 0) {
      int i = large[--larges];
      columns[i] = column(0, i);
    }
    while (smalls > 0) {
      int i = small[--smalls];
      columns[i] = column(0, i);
    }
  }

  /** Weights 1/1^s, 1/2^s, ... 1/n^s: the result 0 is the most frequent. */
  static AliasTable zipf(int n, double exponent) {
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = StrictMath.pow(i + 1.0, -exponent);
    }
    return new AliasTable(weights);
  }

  private static long column(double share, int alias) {
    return (long) (share * ONE) << 32 | alias;
  }

  /** The upper half of the bits picks the column, the lower half the column's part. */
  int draw(long bits) {
    int column = (int) (((bits >>> 32) * columns.length) >>> 32);
    long entry = columns[column];
    return ((int) bits >>> 1) < (int) (entry >>> 32) ? column : (int) entry;
  }
}
