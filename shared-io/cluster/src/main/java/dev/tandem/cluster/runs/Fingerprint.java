package dev.tandem.cluster.runs;

import dev.tandem.contract.io.Words;

/**
 * A number that says, but for an accident of 1 in 2^64, whether two runs hold the same records in
 * the same partitions, in whatever order. It is cheap enough to be known of every map output, so
 * that one that is made again can be compared with what was lost. Not for use against an adversary.
 * Not thread-safe.
 */
public final class Fingerprint {
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  private static final int LANES = 4 * Long.BYTES;

  /** No number: nothing can be said. */
  public static final long UNKNOWN = 0;

  /** That of a run without records is known, too. */
  private long sum = 1;

  private long segment;

  /** Whether both are known, and not the same. */
  public static boolean differ(long one, long other) {
    return one != UNKNOWN && other != UNKNOWN && one != other;
  }

  /** Adds a record to the current partition. */
  void add(
      byte[] key, int keyOffset, int keyLength, byte[] value, int valueOffset, int valueLength) {
    segment += of(key, keyOffset, keyLength, value, valueOffset, valueLength);
  }

  /** Adds a record to a partition, for records that do not come partition by partition. */
  public void add(
      int partition,
      byte[] key,
      int keyOffset,
      int keyLength,
      byte[] value,
      int valueOffset,
      int valueLength) {
    sum += of(key, keyOffset, keyLength, value, valueOffset, valueLength) * weight(partition);
  }

  private static long of(
      byte[] key, int keyOffset, int keyLength, byte[] value, int valueOffset, int valueLength) {
    long hash = hash(key, keyOffset, keyLength, keyLength + 1L);
    hash = hash(value, valueOffset, valueLength, hash ^ valueLength);
    return hash ^ hash >>> 32;
  }

  private static long weight(int partition) {
    return 2L * partition + 1;
  }

  /** Four lanes, because one multiplication would have to wait for the one before. */
  private static long hash(byte[] bytes, int offset, int length, long seed) {
    long hash = seed * ODD;
    int at = offset;
    int end = offset + length;
    if (length >= LANES) {
      long a = hash;
      long b = hash + 1;
      long c = hash + 2;
      long d = hash + 3;
      for (; at + LANES <= end; at += LANES) {
        a = step(a, bytes, at);
        b = step(b, bytes, at + Long.BYTES);
        c = step(c, bytes, at + 2 * Long.BYTES);
        d = step(d, bytes, at + 3 * Long.BYTES);
      }
      hash = mix(mix(mix(a ^ hash) ^ b) ^ mix(c) ^ Long.rotateLeft(d, 31));
    }
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) Words.BIG_ENDIAN.get(bytes, at));
    }
    return at < end ? mix(hash ^ Words.prefix(bytes, at, end - at)) : hash;
  }

  private static long step(long lane, byte[] bytes, int at) {
    return Long.rotateLeft(lane ^ (long) Words.BIG_ENDIAN.get(bytes, at), 29) * ODD;
  }

  private static long mix(long value) {
    long mixed = value * ODD;
    return mixed ^ mixed >>> 29;
  }

  /**
   * The records since the last call belong to this partition. Sums over several runs of the same
   * partitions are those of one run with all their records.
   */
  public void endPartition(int partition) {
    sum += segment * weight(partition);
    segment = 0;
  }

  /** The number. */
  public long value() {
    return sum;
  }
}
