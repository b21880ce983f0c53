package dev.tandem.rdd.api;

/**
 * The generator that Spark samples with (XORShiftRandom): G. Marsaglia, "Xorshift RNGs", 2003, with
 * the seed spread by MurmurHash3 as in Scala's library. The same seed gives the same sample here
 * and there.
 */
final class XorShift {
  private static final int ARRAY_SEED = 0x3c074a61;

  private long state;

  XorShift(long seed) {
    this.state = spread(seed);
  }

  private static long spread(long seed) {
    int low = murmur(seed, ARRAY_SEED);
    int high = murmur(seed, low);
    return ((long) high << 32) | (low & 0xFFFF_FFFFL);
  }

  /** MurmurHash3, 32 bits, of the eight bytes of a long, the highest first. */
  private static int murmur(long value, int seed) {
    int hash = mix(seed, Integer.reverseBytes((int) (value >>> 32)));
    hash = mix(hash, Integer.reverseBytes((int) value));
    hash ^= Long.BYTES;
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  private static int mix(int hash, int block) {
    int mixed = Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    return Integer.rotateLeft(hash ^ mixed, 13) * 5 + 0xe6546b64;
  }

  private int next(int bits) {
    state ^= state << 21;
    state ^= state >>> 35;
    state ^= state << 4;
    return (int) (state & (1L << bits) - 1);
  }

  /** From 0 to {@code bound} - 1, drawn as {@link java.util.Random#nextInt(int)} does. */
  int nextInt(int bound) {
    int bits = next(31);
    if ((bound & bound - 1) == 0) {
      return (int) (bound * (long) bits >> 31);
    }
    int value = bits % bound;
    while (bits - value + (bound - 1) < 0) {
      bits = next(31);
      value = bits % bound;
    }
    return value;
  }

  /** From 0 to 1, drawn as {@link java.util.Random#nextDouble} does. */
  double nextDouble() {
    return (((long) next(26) << 27) + next(27)) * 0x1.0p-53;
  }
}
