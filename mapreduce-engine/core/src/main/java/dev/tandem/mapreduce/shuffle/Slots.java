package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.io.Words;

/**
 * No twin of the RDD engine's {@code Slots}, which are places of a hash table.
 *
 * <p>The accounting of a sort buffer: two longs a record.
 *
 * <pre>
 *   even: eight bytes of the sort key as an unsigned number, the first eight until the sort looks deeper
 *   odd:  partition (27 bits) | same (1) | short length (4) | offset (31)
 * </pre>
 *
 * <i>Short length</i> is the length of the sort key, 15 for anything longer: keys that fit into
 * eight bytes are compared without touching the record. <i>Same</i> is set by the sort where a sort
 * key equals the one before it, so that nobody has to compare again.
 *
 * <p>At its offset a record lies as {@code [lengths] sort key, value}. The lengths take two bytes,
 * or {@link #LONG_HEADER} where one of them is {@value #LONG} or more.
 */
final class Slots {
  /** Bytes of accounting per record, as in Hadoop. */
  static final int BYTES = 16;

  static final int SHORT_HEADER = 2;
  static final int LONG_HEADER = 9;
  static final int LONG = 255;
  static final int MAX_PARTITIONS = 1 << 27;

  private static final int SHORT_LENGTH_SHIFT = 31;
  private static final int MAX_SHORT_LENGTH = 15;
  private static final long SAME = 1L << 35;
  private static final int PARTITION_SHIFT = 36;

  private Slots() {}

  static long pack(int partition, int keyLength, int offset) {
    long shortLength = Math.min(keyLength, MAX_SHORT_LENGTH);
    return (long) partition << PARTITION_SHIFT | shortLength << SHORT_LENGTH_SHIFT | offset;
  }

  /** The slot of a record that was moved {@code by} bytes up. */
  static long moved(long slot, int by) {
    return slot + by;
  }

  static int partition(long slot) {
    return (int) (slot >>> PARTITION_SHIFT);
  }

  static int offset(long slot) {
    return (int) slot & Integer.MAX_VALUE;
  }

  static int shortLength(long slot) {
    return (int) (slot >>> SHORT_LENGTH_SHIFT) & MAX_SHORT_LENGTH;
  }

  static boolean isSame(long slot) {
    return (slot & SAME) != 0;
  }

  static long withSame(long slot) {
    return slot | SAME;
  }

  static int headerLength(byte[] data, int offset) {
    return data[offset] == (byte) LONG ? LONG_HEADER : SHORT_HEADER;
  }

  static int keyLength(byte[] data, int offset) {
    int length = data[offset] & 0xFF;
    return length == LONG ? (int) Words.BIG_ENDIAN_INT.get(data, offset + 1) : length;
  }

  static int valueLength(byte[] data, int offset) {
    return data[offset] == (byte) LONG
        ? (int) Words.BIG_ENDIAN_INT.get(data, offset + 1 + Integer.BYTES)
        : data[offset + 1] & 0xFF;
  }

  /** Where the record at an offset ends. */
  static int end(byte[] data, int offset) {
    return offset
        + headerLength(data, offset)
        + keyLength(data, offset)
        + valueLength(data, offset);
  }

  /**
   * Bytes {@code from} to {@code from + 7} of a sort key as an unsigned number, zeros behind its
   * end.
   *
   * @param start index of the sort key in {@code data}
   * @param length length of the sort key
   */
  static long word(byte[] data, int start, int length, int from) {
    int rest = length - from;
    if (rest <= 0) {
      return 0;
    }
    int at = start + from;
    if (rest >= Long.BYTES) {
      return (long) Words.BIG_ENDIAN.get(data, at);
    }
    return at + Long.BYTES <= data.length
        ? (long) Words.BIG_ENDIAN.get(data, at) & -1L << 8 * (Long.BYTES - rest)
        : Words.prefix(data, at, rest);
  }
}
