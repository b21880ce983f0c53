package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable slice of bytes that are text, usually UTF-8, and never decoded. A slice keeps its
 * whole chunk in memory: what is kept for long should be a {@link #copy}.
 *
 * <p>Equality is equality of bytes; order is that of unsigned bytes, which for UTF-8 is code point
 * order. The hash is {@code 31 * h + b} over the bytes as numbers from 0 to 255, starting at 0: for
 * ASCII it is {@code String.hashCode}, so that a token goes to the same partition either way.
 */
public final class TextBytes implements Comparable<TextBytes> {
  private final byte[] array;
  private final int offset;
  private final int length;

  private TextBytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A slice of {@code array}, which must not change any more. */
  public static TextBytes of(byte[] array, int offset, int length) {
    if (offset < 0 || length < 0 || length > array.length - offset) {
      throw new IndexOutOfBoundsException(
          "slice " + offset + "+" + length + " of " + array.length + " bytes");
    }
    return new TextBytes(array, offset, length);
  }

  /** The UTF-8 bytes of {@code text}; a lone surrogate becomes {@code ?}. */
  public static TextBytes of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new TextBytes(bytes, 0, bytes.length);
  }

  /** The codec: the bytes with the escapes of {@code byte[]}; canonical and ordered. */
  public static Codec<TextBytes> codec() {
    return SliceCodec.INSTANCE;
  }

  /** The array behind the slice, not to be changed. */
  public byte[] array() {
    return array;
  }

  /** Index in {@link #array} of the first byte. */
  public int offset() {
    return offset;
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** The byte at {@code index}, from 0. */
  public byte at(int index) {
    return array[offset + index];
  }

  /** A part of this slice that shares its array. */
  public TextBytes slice(int from, int to) {
    if (from < 0 || to < from || to > length) {
      throw new IndexOutOfBoundsException(
          "slice " + from + " to " + to + " of " + length + " bytes");
    }
    return new TextBytes(array, offset + from, to - from);
  }

  /** The same bytes in an array of their own. */
  public TextBytes copy() {
    return new TextBytes(toByteArray(), 0, length);
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextBytes that
        && length == that.length
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + length);
  }

  @Override
  public int hashCode() {
    int h = 0;
    for (int i = offset; i < offset + length; i++) {
      h = 31 * h + (array[i] & 0xFF);
    }
    return h;
  }

  @Override
  public int compareTo(TextBytes that) {
    return Arrays.compareUnsigned(
        array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  /** The text, decoded as UTF-8; malformed bytes become U+FFFD. */
  @Override
  public String toString() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  private enum SliceCodec implements Codec<TextBytes> {
    INSTANCE;

    @Override
    public void write(TextBytes value, Output out) {
      byte[] bytes = value.array;
      int end = value.offset + value.length;
      int done = value.offset;
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

    @Override
    public TextBytes read(Input in) {
      byte[] bytes = Codecs.BYTES.read(in);
      return new TextBytes(bytes, 0, bytes.length);
    }

    @Override
    public boolean canonical() {
      return true;
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
}
