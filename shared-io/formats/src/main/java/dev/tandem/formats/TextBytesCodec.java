package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Words;

/** Slices in the form that {@link Codecs#BYTES} gives to arrays. */
enum TextBytesCodec implements Codec<TextBytes> {
  INSTANCE;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  @Override
  public void write(TextBytes value, Output out) {
    int length = value.length();
    if (length <= Long.BYTES && isPlain(value)) {
      out.require(Long.BYTES + 1);
      int at = out.position();
      Words.BIG_ENDIAN.set(out.array(), at, value.prefix());
      out.array()[at + length] = 0;
      out.advance(length + 1);
    } else {
      writeAny(value, out);
    }
  }

  /** Whether none of the first eight bytes is 0 or 1, which are escaped. */
  private static boolean isPlain(TextBytes value) {
    long bytes = value.prefix();
    if (value.length() < Long.BYTES) {
      bytes |= -1L >>> Byte.SIZE * value.length();
    }
    // Not 0 if a byte is below 2 (Warren, Hacker's Delight, 6-1, "find first 0-byte").
    return (bytes - 2 * ONES & ~bytes & HIGH_BITS) == 0;
  }

  private static void writeAny(TextBytes value, Output out) {
    byte[] bytes = value.array();
    int end = value.offset() + value.length();
    int done = value.offset();
    for (int i = done; i < end; i++) {
      int b = bytes[i];
      if (b == 0 || b == 1) {
        out.writeBytes(bytes, done, i - done);
        out.writeByte(1);
        out.writeByte(b + 1);
        done = i + 1;
      }
    }
    out.writeBytes(bytes, done, end - done);
    out.writeByte(0);
  }

  /** Where nothing is escaped, the encoding begins with the bytes, and zeros are behind both. */
  @Override
  public long prefix(TextBytes value, Output scratch) {
    return isPlain(value) ? value.prefix() : Codec.super.prefix(value, scratch);
  }

  @Override
  public TextBytes read(Input in) {
    byte[] bytes = Codecs.BYTES.read(in);
    return TextBytes.of(bytes, 0, bytes.length);
  }

  @Override
  public boolean canonical() {
    return true;
  }

  @Override
  public TextBytes kept(TextBytes value) {
    return value.length() == value.array().length ? value : value.copy();
  }

  @Override
  public int hash(TextBytes value) {
    return value.hashCode();
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public boolean agreesWithEquals() {
    return true;
  }

  @Override
  public String describe() {
    return "TextBytes";
  }
}
