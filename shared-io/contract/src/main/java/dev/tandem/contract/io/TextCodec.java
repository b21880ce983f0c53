package dev.tandem.contract.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Strings as UTF-8 with an end mark, so that byte order is code point order and no length is
 * needed: U+0000 becomes {@code 01 01}, U+0001 becomes {@code 01 02}, and {@code 00} ends the text.
 * A lone surrogate keeps its three-byte form, so that no string is lost. Reading accepts only what
 * writing produces.
 */
enum TextCodec implements ScalarCodec<String> {
  INSTANCE;

  /** Chars that are encoded per check of the buffer, off the ASCII path. */
  private static final int BLOCK = 1024;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TWOS = 0x0202020202020202L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  @Override
  public void write(String value, Output out) {
    int length = value.length();
    out.require(length + 1);
    byte[] bytes = out.array();
    int start = out.position();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < 2 || c >= 0x80) {
        out.advance(i);
        writeAny(value, i, out);
        return;
      }
      bytes[start + i] = (byte) c;
    }
    bytes[start + length] = 0;
    out.advance(length + 1);
  }

  private static void writeAny(String value, int from, Output out) {
    int length = value.length();
    int i = from;
    while (i < length) {
      i = writeBlock(value, i, Math.min(length, i + BLOCK), out);
    }
    out.writeByte(0);
  }

  /**
   * Writes the chars up to {@code to}, and one more where a surrogate pair straddles the end;
   * returns the next index.
   */
  private static int writeBlock(String value, int from, int to, Output out) {
    out.require(3 * (to - from) + 1);
    byte[] bytes = out.array();
    int start = out.position();
    int p = start;
    int i = from;
    while (i < to) {
      char c = value.charAt(i++);
      if (c < 2) {
        bytes[p++] = 1;
        bytes[p++] = (byte) (c + 1);
      } else if (c < 0x80) {
        bytes[p++] = (byte) c;
      } else if (c < 0x800) {
        bytes[p++] = (byte) (0xC0 | c >> 6);
        bytes[p++] = (byte) (0x80 | c & 0x3F);
      } else if (Character.isHighSurrogate(c)
          && i < value.length()
          && Character.isLowSurrogate(value.charAt(i))) {
        int point = Character.toCodePoint(c, value.charAt(i++));
        bytes[p++] = (byte) (0xF0 | point >> 18);
        bytes[p++] = (byte) (0x80 | point >> 12 & 0x3F);
        bytes[p++] = (byte) (0x80 | point >> 6 & 0x3F);
        bytes[p++] = (byte) (0x80 | point & 0x3F);
      } else {
        bytes[p++] = (byte) (0xE0 | c >> 12);
        bytes[p++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[p++] = (byte) (0x80 | c & 0x3F);
      }
    }
    out.advance(p - start);
    return i;
  }

  /** Looks at no more chars than it needs, where they are plain ASCII. */
  @Override
  public long prefix(String value, Output scratch) {
    long prefix = 0;
    int looked = Math.min(value.length(), Long.BYTES);
    for (int i = 0; i < looked; i++) {
      char c = value.charAt(i);
      if (c < 2 || c >= 0x80) {
        return ScalarCodec.super.prefix(value, scratch);
      }
      prefix |= (long) c << Long.SIZE - Byte.SIZE * (i + 1);
    }
    return prefix;
  }

  @Override
  public String read(Input in) {
    byte[] bytes = in.array();
    int start = in.position();
    int limit = in.limit();
    int p = plainEnd(bytes, start, limit);
    if (p < limit && bytes[p] == 0) {
      in.skip(p - start + 1);
      return new String(bytes, start, p - start, StandardCharsets.ISO_8859_1);
    }
    return readAny(in, p);
  }

  /**
   * Index of the first byte that is not plain ASCII from 02 on, or {@code limit}. Looks at eight
   * bytes at once: subtracting 2 from each sets the high bit of those below (a borrow may spoil
   * bytes behind the first such one, which is the one that counts).
   */
  private static int plainEnd(byte[] bytes, int from, int limit) {
    int p = from;
    while (p + Long.BYTES <= limit) {
      long eight = (long) EIGHT.get(bytes, p);
      long special = (eight - TWOS | eight) & HIGH_BITS;
      if (special != 0) {
        return p + (Long.numberOfTrailingZeros(special) >> 3);
      }
      p += Long.BYTES;
    }
    while (p < limit && bytes[p] >= 2) {
      p++;
    }
    return p;
  }

  /**
   * Reads a text that is more than plain ASCII; no zero byte lies between the input's position and
   * {@code from}.
   */
  private static String readAny(Input in, int from) {
    byte[] bytes = in.array();
    int end = from;
    while (end < in.limit() && bytes[end] != 0) {
      end++;
    }
    if (end == in.limit()) {
      throw in.corrupt("a text without an end mark");
    }
    String text = new TextDecoder(in, end).decode();
    in.skip(end - in.position() + 1);
    return text;
  }

  /**
   * Code point order, which is not the order of {@code String.compareTo} beyond the Basic
   * Multilingual Plane.
   */
  @Override
  public int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) || Character.isSurrogate(y)
            ? comparePoints(a, b, i)
            : x - y;
      }
    }
    return a.length() - b.length();
  }

  /** Compares from the first different char on, where at least one side has a surrogate. */
  private static int comparePoints(String a, String b, int differ) {
    boolean secondHalf =
        Character.isLowSurrogate(a.charAt(differ)) || Character.isLowSurrogate(b.charAt(differ));
    int at =
        secondHalf && differ > 0 && Character.isHighSurrogate(a.charAt(differ - 1))
            ? differ - 1
            : differ;
    return Integer.compare(a.codePointAt(at), b.codePointAt(at));
  }

  @Override
  public String describe() {
    return "String";
  }
}
