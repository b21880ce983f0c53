package dev.tandem.formats;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * An immutable slice of bytes that are text, usually UTF-8, and never decoded. A slice keeps its
 * whole chunk in memory: what is kept for long should be a {@link #copy}, which is what the engines
 * make of the keys, values and reused records that they keep.
 *
 * <p>Word count on slices: {@code p.read(TextLines.utf8(paths)).mapToPair(TextBytes.codec(),
 * Codecs.LONG, (line, out) -> line.tokens(token -> out.emit(token, 1L)))}.
 *
 * <p>Equality is equality of bytes; order is that of unsigned bytes, which for UTF-8 is code point
 * order. The hash is {@code 31 * h + b} over the bytes as numbers from 0 to 255, starting at 0: for
 * ASCII it is {@code String.hashCode}, so that a token goes to the same partition either way.
 */
public final class TextBytes implements Comparable<TextBytes> {
  private final byte[] array;
  private final int offset;
  private final int length;

  /**
   * The first eight bytes, the first one the highest, with zeros behind a shorter slice. Most words
   * are no longer: they are compared without a look at their array, which lies elsewhere.
   */
  private final long prefix;

  private TextBytes(byte[] array, int offset, int length) {
    this(array, offset, length, Words.prefix(array, offset, length));
  }

  private TextBytes(byte[] array, int offset, int length, long prefix) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    this.prefix = prefix;
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
    return TextBytesCodec.INSTANCE;
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
    return new TextBytes(toByteArray(), 0, length, prefix);
  }

  /**
   * The same text in UTF-8 that is not malformed: this slice if it is that already and holds no
   * U+FFFD, else a copy as {@link #toString} gives it. Equal texts have equal bytes then. ASCII
   * costs one look at the bytes, eight at a time.
   */
  public TextBytes wellFormed() {
    if (Ascii.is(array, offset, length)) {
      return this;
    }
    String text = toString();
    return text.indexOf('\uFFFD') < 0 ? this : of(text);
  }

  /**
   * Emits the tokens from left to right: maximal runs of bytes that are no ASCII white space
   * (blank, TAB, LF, VT, FF, CR). A token shares the array of this slice.
   */
  public void tokens(Emitter<? super TextBytes> out) {
    byte[] bytes = array;
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (WhiteSpace.is(bytes[at])) {
        at++;
      } else {
        TextBytes token = token(bytes, at, end);
        out.emit(token);
        at += token.length;
      }
    }
  }

  /**
   * The token that begins at a place. Where it ends within eight bytes, no branch depends on its
   * length: lengths of words cannot be predicted.
   */
  private static TextBytes token(byte[] bytes, int from, int end) {
    if (from <= bytes.length - Long.BYTES) {
      long eight = (long) Words.BIG_ENDIAN.get(bytes, from);
      int length = Math.min(WhiteSpace.before(eight), end - from);
      if (length < Long.BYTES) {
        return new TextBytes(bytes, from, length, eight & -1L << Long.SIZE - Byte.SIZE * length);
      }
    }
    return new TextBytes(bytes, from, WhiteSpace.next(bytes, from, end) - from);
  }

  /**
   * The parts between separators, as slices of this one; at least one, and as many as there are
   * separators more.
   *
   * @param separator one byte; in UTF-8 no part of another character if it is ASCII
   * @return in order, immutable
   */
  public List<TextBytes> split(byte separator) {
    List<TextBytes> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (array[offset + i] == separator) {
        parts.add(slice(from, i));
        from = i + 1;
      }
    }
    parts.add(slice(from, length));
    return Collections.unmodifiableList(parts);
  }

  /**
   * The whole number of these ASCII digits, with or without a sign.
   *
   * @throws NumberFormatException if it is none, or has more than 64 bits
   */
  public long parseLong() {
    return Numerals.parseLong(array, offset, offset + length);
  }

  /**
   * The floating point number of this text: what {@link Double#parseDouble} makes of it.
   *
   * @throws NumberFormatException if it is none
   */
  public double parseDouble() {
    double number = Numerals.shortDouble(array, offset, offset + length);
    return Double.isNaN(number) ? Double.parseDouble(toString()) : number;
  }

  /** The first eight bytes, as {@link Words#prefix} has them. */
  long prefix() {
    return prefix;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextBytes that
        && prefix == that.prefix
        && length == that.length
        && (length <= Long.BYTES || restEquals(that));
  }

  /** Whether slices are equal that have the same length and the same first eight bytes. */
  private boolean restEquals(TextBytes that) {
    return length <= 2 * Long.BYTES
        ? lastEight() == that.lastEight()
        : Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + length);
  }

  private long lastEight() {
    return (long) Words.BIG_ENDIAN.get(array, offset + length - Long.BYTES);
  }

  @Override
  public int hashCode() {
    int h = ShortHash.of(prefix, Math.min(length, Long.BYTES));
    for (int i = offset + Long.BYTES; i < offset + length; i++) {
      h = 31 * h + (array[i] & 0xFF);
    }
    return h;
  }

  @Override
  public int compareTo(TextBytes that) {
    if (prefix != that.prefix) {
      return Long.compareUnsigned(prefix, that.prefix);
    }
    return Arrays.compareUnsigned(
        array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  /** The text, decoded as UTF-8; malformed bytes become U+FFFD. */
  @Override
  public String toString() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }
}
