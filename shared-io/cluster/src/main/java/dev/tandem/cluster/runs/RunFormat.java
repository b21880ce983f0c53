package dev.tandem.cluster.runs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a run file:
 *
 * <pre>
 * file     "TRUN" version:1            then segments one behind the other
 * segment  block*  end
 * block    length:4  crc:4  records    length &gt; 0; whole records only
 *        | -length:4 crc:4  compression:1  size:4  compressed records of that size
 * end      0:4       crc:4  count:8    the number of records of the segment
 * record   keyLength  valueLength  key  value        lengths in LEB128
 * </pre>
 *
 * Numbers are big-endian. A checksum (CRC32C) covers the place of the block (offset of its segment,
 * number in it), its length and its content, so that neither changed nor moved nor missing bytes go
 * unnoticed.
 */
final class RunFormat {
  static final byte[] HEAD = {'T', 'R', 'U', 'N', 1};

  /** Bytes before the content of a block. */
  static final int BLOCK_HEAD = 8;

  /** Bytes before the compressed records of a block. */
  static final int PACKED_HEAD = 5;

  /** Bytes of content of an end marker. */
  static final int COUNT = 8;

  /** A block is written when it has reached this many bytes: one read buffer of a merge. */
  static final int BLOCK = 64 << 10;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final CRC32C crc = new CRC32C();
  private final byte[] place = new byte[24];

  /** The checksum of a block. */
  int checksum(long segment, long number, int length, byte[] bytes, int offset, int content) {
    putLong(place, 0, segment);
    putLong(place, 8, number);
    putLong(place, 16, length);
    crc.reset();
    crc.update(place, 0, place.length);
    crc.update(bytes, offset, content);
    return (int) crc.getValue();
  }

  static int getInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static void putInt(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  static long getLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void putLong(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }
}
