package dev.tandem.contract.io;

import java.util.Locale;

/**
 * A fingerprint of a collection of records that ignores their order: how many there are, and the
 * sum modulo 2^64 of a 64-bit hash of each. It detects accidents, not adversaries.
 *
 * @param records the number of records
 * @param sum the sum of the hashes, modulo 2^64
 */
public record Digest(long records, long sum) {
  /** The digest of no records. */
  public static final Digest EMPTY = new Digest(0, 0);

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** The digest of the records of both. */
  public Digest plus(Digest other) {
    return new Digest(records + other.records, sum + other.sum);
  }

  /**
   * A 64-bit hash of a slice of bytes: eight bytes a step, multiply and fold, finished with the
   * mixer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
   * OOPSLA 2014).
   *
   * @param bytes holds the record
   * @param offset its first byte
   * @param length its number of bytes
   */
  public static long hash(byte[] bytes, int offset, int length) {
    long h = length * MULTIPLIER;
    int i = offset;
    int end = offset + length;
    for (; i <= end - 8; i += 8) {
      h = fold(h ^ (long) Words.BIG_ENDIAN.get(bytes, i));
    }
    long tail = 0;
    for (; i < end; i++) {
      tail = tail << 8 | bytes[i] & 0xFF;
    }
    return mix(fold(h ^ tail));
  }

  private static long fold(long x) {
    long product = x * MULTIPLIER;
    return product ^ product >>> 32;
  }

  /** The finalizer of SplitMix64: every input bit changes about half of the output bits. */
  public static long mix(long x) {
    long z = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d:%016x", records, sum);
  }
}
