package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;

/**
 * Estimates how many values are distinct, in so many bytes whatever their number: HyperLogLog
 * (Flajolet et al. 2007), with the estimator of Ertl ("New cardinality estimation algorithms for
 * HyperLogLog sketches", 2017), which needs no tables of corrections as HyperLogLog++ does.
 *
 * <p>An accumulator is one register for each value of the first {@code precision} bits of a hash:
 * the greatest number of zeros that the other bits have begun with, and one.
 *
 * @param precision the logarithm of the number of registers
 */
record HyperLogLog(int precision) implements Aggregator<Object, byte[], Long> {
  /** A megabyte for each key. */
  private static final int MOST = 20;

  private static final int LEAST = 4;

  /** What the standard error is, times the square root of the number of registers. */
  private static final double ERROR = 1.054;

  /**
   * @param relativeSD the standard error, relative to the number
   * @throws IllegalArgumentException if it asks for more than 2^20 registers
   */
  static HyperLogLog of(String verb, double relativeSD) {
    double bits = Math.ceil(2 * Math.log(ERROR / relativeSD) / Math.log(2));
    if (!(relativeSD > 0) || bits > MOST) {
      throw new IllegalArgumentException(
          verb + ": a relative standard error of " + relativeSD + " is less than 0.00103");
    }
    return new HyperLogLog((int) Math.max(LEAST, bits));
  }

  @Override
  public byte[] create() {
    return new byte[1 << precision];
  }

  @Override
  public byte[] add(byte[] registers, Object value) {
    Output bytes = new Output(32);
    Codecs.dynamic().write(value, bytes);
    long hash = hash(bytes);
    int register = (int) (hash >>> Long.SIZE - precision);
    int zeros = Math.min(Long.SIZE - precision, Long.numberOfLeadingZeros(hash << precision));
    registers[register] = (byte) Math.max(registers[register], zeros + 1);
    return registers;
  }

  /** FNV-1a, and then the finisher of MurmurHash 3, which spreads the last bytes. */
  private static long hash(Output bytes) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < bytes.position(); i++) {
      h = (h ^ bytes.array()[i] & 0xff) * 0x100000001b3L;
    }
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }

  @Override
  public byte[] merge(byte[] into, byte[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (byte) Math.max(into[i], from[i]);
    }
    return into;
  }

  @Override
  public Long finish(byte[] registers) {
    int longest = Long.SIZE - precision;
    int[] counts = new int[longest + 2];
    for (byte register : registers) {
      counts[register]++;
    }
    double m = registers.length;
    double z = m * tau(1 - counts[longest + 1] / m);
    for (int k = longest; k > 0; k--) {
      z = (z + counts[k]) / 2;
    }
    z += m * sigma(counts[0] / m);
    return Math.round(m * m / (2 * Math.log(2) * z));
  }

  /** What the registers without a value add. */
  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double sum = share;
    double before;
    double y = 1;
    do {
      x *= x;
      before = sum;
      sum += x * y;
      y += y;
    } while (sum != before);
    return sum;
  }

  /** What the registers that cannot grow any more take away. */
  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double sum = 1 - share;
    double before;
    double y = 1;
    do {
      x = Math.sqrt(x);
      before = sum;
      y /= 2;
      sum -= (1 - x) * (1 - x) * y;
    } while (sum != before);
    return sum / 3;
  }
}
