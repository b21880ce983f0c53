package dev.tandem.contract.io;

import java.util.Arrays;

/**
 * Byte arrays in unsigned lexicographic order, with the escapes of {@link TextCodec}: {@code 00}
 * becomes {@code 01 01}, {@code 01} becomes {@code 01 02}, and {@code 00} ends the array.
 */
enum BytesCodec implements OrderedCodec<byte[]> {
  INSTANCE;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  @Override
  public void write(byte[] value, Output out) {
    int from = 0;
    for (int to = plainEnd(value, 0, value.length);
        to < value.length;
        to = plainEnd(value, from, value.length)) {
      out.writeBytes(value, from, to - from);
      out.writeByte(1);
      out.writeByte(value[to] + 1);
      from = to + 1;
    }
    out.writeBytes(value, from, value.length - from);
    out.writeByte(0);
  }

  /** The place of the first byte from {@code from} on that is 0 or 1; {@code limit} if none is. */
  private static int plainEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at <= limit - Long.BYTES) {
      long word = (long) Words.BIG_ENDIAN.get(bytes, at);
      if (needsEscape(word)) {
        break;
      }
      at += Long.BYTES;
    }
    while (at < limit && (bytes[at] & 0xFE) != 0) {
      at++;
    }
    return at;
  }

  /** Whether one of eight bytes is below 2 (Warren, Hacker's Delight, 6-1, "find first 0-byte"). */
  private static boolean needsEscape(long word) {
    return (word - 2 * ONES & ~word & HIGH_BITS) != 0;
  }

  /** Looks at no more bytes than it needs. */
  @Override
  public long prefix(byte[] value, Output scratch) {
    if (value.length >= Long.BYTES) {
      long word = (long) Words.BIG_ENDIAN.get(value, 0);
      if (!needsEscape(word)) {
        return word;
      }
    }
    long prefix = 0;
    int missing = Long.SIZE;
    for (int i = 0; i < value.length && missing > 0; i++) {
      int b = value[i] & 0xFF;
      if (b < 2) {
        missing -= Byte.SIZE;
        prefix |= 1L << missing;
        b++;
      }
      missing -= Byte.SIZE;
      prefix |= missing < 0 ? 0 : (long) b << missing;
    }
    return prefix;
  }

  @Override
  public byte[] read(Input in) {
    byte[] bytes = in.array();
    int start = in.position();
    int limit = in.limit();
    int escapes = 0;
    int end = plainEnd(bytes, start, limit);
    while (end < limit && bytes[end] == 1) {
      escapes++;
      end = end + 2 < limit ? plainEnd(bytes, end + 2, limit) : limit;
    }
    if (end >= limit) {
      throw in.corrupt("a byte array without an end mark");
    }
    byte[] value =
        escapes == 0
            ? Arrays.copyOfRange(bytes, start, end)
            : unescape(in, end, end - start - escapes);
    in.skip(end - start + 1);
    return value;
  }

  private static byte[] unescape(Input in, int end, int length) {
    byte[] bytes = in.array();
    byte[] value = new byte[length];
    int n = 0;
    int from = in.position();
    for (int to = plainEnd(bytes, from, end); to < end; to = plainEnd(bytes, from, end)) {
      byte b = (byte) (bytes[to + 1] - 1);
      if (b != 0 && b != 1) {
        throw in.corrupt("a byte array with a wrong escape");
      }
      System.arraycopy(bytes, from, value, n, to - from);
      n += to - from;
      value[n++] = b;
      from = to + 2;
    }
    System.arraycopy(bytes, from, value, n, end - from);
    return value;
  }

  @Override
  public int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  @Override
  public boolean canonical() {
    return true;
  }

  @Override
  public int hash(byte[] value) {
    return Arrays.hashCode(value);
  }

  @Override
  public String describe() {
    return "byte[]";
  }
}
