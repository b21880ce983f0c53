package dev.tandem.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for the ends of lines, eight bytes a step: a byte of a word is zero where borrowing from it
 * sets its high bit (H. S. Warren, Hacker's Delight, 6-1).
 */
final class LineEnds {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LFS = ONES * '\n';
  private static final long CRS = ONES * '\r';

  private LineEnds() {}

  /**
   * Index of the first terminator in {@code from..to-1}, or {@code to}.
   *
   * @param returns whether a CR is one too
   */
  static int find(byte[] bytes, int from, int to, boolean returns) {
    long crs = returns ? CRS : LFS;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, i);
      long lf = eight ^ LFS;
      long cr = eight ^ crs;
      long hit = ((lf - ONES & ~lf) | (cr - ONES & ~cr)) & HIGH_BITS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >> 3);
      }
    }
    while (i < to && bytes[i] != '\n' && (bytes[i] != '\r' || !returns)) {
      i++;
    }
    return i;
  }
}
