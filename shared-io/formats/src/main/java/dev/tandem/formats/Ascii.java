package dev.tandem.formats;

import dev.tandem.contract.io.Words;

/** What most text is made of. */
final class Ascii {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Ascii() {}

  /** Whether all bytes of a slice are ASCII: eight bytes a step. */
  static boolean is(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      if (((long) Words.BIG_ENDIAN.get(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at == end;
  }
}
