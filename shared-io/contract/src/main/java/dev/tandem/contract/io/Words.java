package dev.tandem.contract.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Access to byte arrays eight and four bytes at a time, the highest byte first. */
public final class Words {
  private Words() {}

  /** Reads and writes a {@code long} at any index of a {@code byte[]}. */
  public static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Reads and writes an {@code int} at any index of a {@code byte[]}. */
  public static final VarHandle BIG_ENDIAN_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /**
   * The first eight bytes of a slice as an unsigned number, filled with zeros behind a shorter one:
   * if two such prefixes differ, {@code Long.compareUnsigned} of them orders the slices.
   */
  public static long prefix(byte[] bytes, int offset, int length) {
    if (length >= 8) {
      return (long) BIG_ENDIAN.get(bytes, offset);
    }
    long prefix = 0;
    for (int i = 0; i < length; i++) {
      prefix |= (bytes[offset + i] & 0xFFL) << 56 - 8 * i;
    }
    return prefix;
  }
}
