package dev.tandem.contract.io;

import java.util.Arrays;

/**
 * A growing byte buffer that codecs write to. The primitive forms preserve order: comparing the
 * bytes of two numbers as unsigned bytes orders them as numbers, so that encoded keys can be sorted
 * without decoding them.
 *
 * <p>Not thread-safe. A subclass may give the buffer a fixed size by overriding {@link #grow}.
 */
public class Output {
  /** The bytes; valid below {@link #position}. Subclasses may swap the array while growing. */
  protected byte[] buffer;

  /** Where the next byte goes. */
  protected int position;

  private int depth;

  /**
   * @param capacity bytes that fit before the first growth, at least 1
   */
  public Output(int capacity) {
    this(new byte[Math.max(1, capacity)]);
  }

  /**
   * @param buffer the array to write to, from its first byte; not copied
   */
  protected Output(byte[] buffer) {
    this.buffer = buffer;
  }

  /** Writes the low eight bits of {@code b}. */
  public final void writeByte(int b) {
    if (position == buffer.length) {
      grow(1);
    }
    buffer[position++] = (byte) b;
  }

  /** Copies {@code length} bytes of {@code bytes} from {@code offset} on. */
  public final void writeBytes(byte[] bytes, int offset, int length) {
    require(length);
    System.arraycopy(bytes, offset, buffer, position, length);
    position += length;
  }

  /** Writes four bytes, the highest first. */
  public final void writeFixed32(int v) {
    require(4);
    buffer[position] = (byte) (v >>> 24);
    buffer[position + 1] = (byte) (v >>> 16);
    buffer[position + 2] = (byte) (v >>> 8);
    buffer[position + 3] = (byte) v;
    position += 4;
  }

  /**
   * The first eight bytes as one number, the first one the highest; zeros stand for missing ones.
   */
  public final long prefix() {
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = prefix << Byte.SIZE | (i < position ? buffer[i] & 0xFF : 0);
    }
    return prefix;
  }

  /** Writes eight bytes, the highest first. */
  public final void writeFixed64(long v) {
    writeFixed32((int) (v >>> 32));
    writeFixed32((int) v);
  }

  /**
   * Writes a signed number in one to nine bytes such that byte order is numeric order. One byte
   * holds -64 to 63 (as {@code 0x80 + v}); beyond, the first byte tells sign and count ({@code 0xC0
   * + n - 1} for n bytes of a positive number, {@code 0x3F - (n - 1)} for n bytes of a negative
   * one) and the n low bytes follow, the highest first. The form is the shortest one, hence
   * canonical.
   */
  public final void writeVarLong(long v) {
    if (v >= -64 && v < 64) {
      writeByte((int) (0x80 + v));
      return;
    }
    int n = VarLong.bytes(v);
    require(n + 1);
    buffer[position++] = (byte) (v >= 0 ? 0xC0 + n - 1 : 0x3F - (n - 1));
    for (int shift = 8 * (n - 1); shift >= 0; shift -= 8) {
      buffer[position++] = (byte) (v >>> shift);
    }
  }

  /**
   * Writes a length or count in one to five bytes, seven bits a byte, the lowest first (LEB128).
   * Not order-preserving.
   *
   * @param n zero or more
   */
  public final void writeLength(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("negative length " + n);
    }
    int rest = n;
    while (rest >= 0x80) {
      writeByte(rest | 0x80);
      rest >>>= 7;
    }
    writeByte(rest);
  }

  /** The array behind this buffer: valid from 0 to {@link #position()} until the next write. */
  public final byte[] array() {
    return buffer;
  }

  /** The number of bytes written so far. */
  public final int position() {
    return position;
  }

  /**
   * Steps back (or to 0) and forgets what was written behind.
   *
   * @param to a position between 0 and {@link #position()}
   */
  public final void truncate(int to) {
    if (to < 0 || to > position) {
      throw new IllegalArgumentException("cannot truncate " + position + " bytes to " + to);
    }
    position = to;
  }

  /** A copy of the bytes written so far. */
  public final byte[] toByteArray() {
    return Arrays.copyOf(buffer, position);
  }

  /**
   * Makes sure that {@code n} more bytes fit; they may then be written straight into {@link
   * #array()}.
   */
  public final void require(int n) {
    if (n > buffer.length - position) {
      grow(n);
    }
  }

  /**
   * After bytes were written straight into {@link #array()}: moves the position by {@code n} bytes
   * that were {@link #require}d.
   */
  public final void advance(int n) {
    if (n < 0 || n > buffer.length - position) {
      throw new IllegalArgumentException("cannot advance by " + n);
    }
    position += n;
  }

  /**
   * Called by codecs of types that can hold themselves: what is nested deeper could not be read
   * back.
   */
  final void enter() {
    if (depth >= Codecs.MAX_DEPTH) {
      throw new IllegalArgumentException("a value nested deeper than " + Codecs.MAX_DEPTH);
    }
    depth++;
  }

  /** The counterpart of {@link #enter}. */
  final void leave() {
    depth--;
  }

  /**
   * Called when {@code missing} more bytes do not fit. Doubles the array; a subclass may refuse by
   * throwing.
   *
   * @throws IllegalStateException if a record would grow beyond 2 GB
   */
  protected void grow(int missing) {
    long needed = (long) position + missing;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("a record of more than 2 GB: " + needed + " bytes");
    }
    long doubled = Math.max(needed, Math.min(2L * buffer.length, Integer.MAX_VALUE - 8));
    buffer = Arrays.copyOf(buffer, (int) doubled);
  }
}
