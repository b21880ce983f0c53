package dev.tandem.contract.io;

import java.util.Arrays;

/**
 * Byte arrays in unsigned lexicographic order, with the escapes of {@link TextCodec}: {@code 00}
 * becomes {@code 01 01}, {@code 01} becomes {@code 01 02}, and {@code 00} ends the array.
 */
enum BytesCodec implements OrderedCodec<byte[]> {
  INSTANCE;

  @Override
  public void write(byte[] value, Output out) {
    int done = 0;
    for (int i = 0; i < value.length; i++) {
      int b = value[i];
      if (b == 0 || b == 1) {
        out.writeBytes(value, done, i - done);
        out.writeByte(1);
        out.writeByte(b + 1);
        done = i + 1;
      }
    }
    out.writeBytes(value, done, value.length - done);
    out.writeByte(0);
  }

  /** Looks at no more bytes than it needs. */
  @Override
  public long prefix(byte[] value, Output scratch) {
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
    int end = start;
    while (end < limit && bytes[end] != 0) {
      escapes += bytes[end] == 1 ? 1 : 0;
      end += bytes[end] == 1 ? 2 : 1;
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
    for (int i = in.position(); i < end; i++) {
      byte b = bytes[i];
      if (b == 1) {
        b = (byte) (bytes[++i] - 1);
        if (b != 0 && b != 1) {
          throw in.corrupt("a byte array with a wrong escape");
        }
      }
      value[n++] = b;
    }
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
