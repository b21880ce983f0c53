package dev.tandem.contract.io;

/**
 * A bounds-checked reader over a slice of a byte array: the counterpart of {@link Output}. Every
 * read checks the remaining bytes before it touches or allocates anything; a violation is a {@link
 * CorruptDataException}.
 *
 * <p>Not thread-safe. One object can be pointed at many slices in turn ({@link #reset}), so that
 * decoding a record costs no object.
 */
public final class Input {
  private byte[] buffer;
  private int position;
  private int limit;
  private int depth;

  /** An input over no bytes, to be pointed somewhere by {@link #reset}. */
  public Input() {
    this(new byte[0], 0, 0);
  }

  /** Reads all of {@code bytes}. */
  public Input(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads {@code length} bytes of {@code bytes} from {@code offset} on. */
  public Input(byte[] bytes, int offset, int length) {
    reset(bytes, offset, length);
  }

  /** Points this input at another slice; the array is not copied. */
  public void reset(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      throw new IllegalArgumentException(
          "slice " + offset + "+" + length + " of " + bytes.length + " bytes");
    }
    buffer = bytes;
    position = offset;
    limit = offset + length;
    depth = 0;
  }

  /** One byte, 0 to 255. */
  public int readByte() {
    require(1);
    return buffer[position++] & 0xFF;
  }

  /** The next byte, 0 to 255, without consuming it. */
  public int peekByte() {
    require(1);
    return buffer[position] & 0xFF;
  }

  /** Copies {@code length} bytes into a fresh array, after checking that they are there. */
  public byte[] readBytes(int length) {
    require(length);
    byte[] copy = new byte[length];
    System.arraycopy(buffer, position, copy, 0, length);
    position += length;
    return copy;
  }

  /** Four bytes, the highest first. */
  public int readFixed32() {
    require(4);
    int p = position;
    position += 4;
    return (buffer[p] & 0xFF) << 24
        | (buffer[p + 1] & 0xFF) << 16
        | (buffer[p + 2] & 0xFF) << 8
        | buffer[p + 3] & 0xFF;
  }

  /** Eight bytes, the highest first. */
  public long readFixed64() {
    long high = readFixed32();
    return high << 32 | readFixed32() & 0xFFFF_FFFFL;
  }

  /**
   * A number in the form of {@link Output#writeVarLong}; any other than the shortest form is
   * refused.
   */
  public long readVarLong() {
    int first = readByte();
    if (first >= 0x40 && first < 0xC0) {
      return first - 0x80L;
    }
    boolean positive = first >= 0xC0;
    int n = positive ? first - 0xC0 + 1 : 0x3F - first + 1;
    if (n > 8) {
      throw corrupt("a number of " + n + " bytes");
    }
    require(n);
    long v = positive ? 0 : -1;
    for (int i = 0; i < n; i++) {
      v = v << 8 | buffer[position++] & 0xFF;
    }
    boolean shortest = positive == v >= 0 && (v < -64 || v >= 64) && VarLong.bytes(v) == n;
    if (!shortest) {
      throw corrupt("a number that is not in its shortest form");
    }
    return v;
  }

  /**
   * A length in the form of {@link Output#writeLength}; it is not compared with the remaining
   * bytes.
   */
  public int readLength() {
    int n = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = readByte();
      if (shift == 28 && b > 0x07) {
        break;
      }
      n |= (b & 0x7F) << shift;
      if (b < 0x80) {
        return n;
      }
    }
    throw corrupt("a length beyond 2^31");
  }

  /** The array that is being read, for codecs that decode in place. */
  public byte[] array() {
    return buffer;
  }

  /** Index in {@link #array()} of the next byte. */
  public int position() {
    return position;
  }

  /** Index in {@link #array()} behind the last byte. */
  public int limit() {
    return limit;
  }

  /** Bytes left to read. */
  public int remaining() {
    return limit - position;
  }

  /** Steps over {@code n} bytes, after checking that they are there. */
  public void skip(int n) {
    require(n);
    position += n;
  }

  /**
   * Checks that {@code n} more bytes are there: codecs call it with every length they read, before
   * they allocate.
   *
   * @throws CorruptDataException if they are not
   */
  public void require(long n) {
    if (n < 0 || n > limit - position) {
      throw corrupt("it needs " + n + " bytes, " + (limit - position) + " are left");
    }
  }

  /**
   * Called by codecs of types that can hold themselves, so that hostile bytes cannot exhaust the
   * stack.
   */
  void enter() {
    if (++depth > Codecs.MAX_DEPTH) {
      throw corrupt("values nested deeper than " + Codecs.MAX_DEPTH);
    }
  }

  /** The counterpart of {@link #enter}. */
  void leave() {
    depth--;
  }

  /** An exception for bytes at the current position that cannot be what was written. */
  public CorruptDataException corrupt(String what) {
    return new CorruptDataException("corrupt record at byte " + position + ": " + what);
  }
}
