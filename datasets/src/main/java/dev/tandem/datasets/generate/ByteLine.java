package dev.tandem.datasets.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growable run of bytes into which a record is written. Reused from record to record. */
public final class ByteLine {
  private byte[] bytes = new byte[256];
  private int length;

  /** The backing array; valid up to {@link #length} and until the next change. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Forgets what lies at and behind the given length. */
  public void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IndexOutOfBoundsException("cannot cut " + length + " bytes to " + newLength);
    }
    length = newLength;
  }

  public void set(int index, byte value) {
    bytes[checked(index)] = value;
  }

  public byte get(int index) {
    return bytes[checked(index)];
  }

  private int checked(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("byte " + index + " of " + length);
    }
    return index;
  }

  public void append(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  public void append(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends the given ASCII character several times. */
  public void fill(char ascii, int count) {
    ensure(count);
    Arrays.fill(bytes, length, length + count, (byte) ascii);
    length += count;
  }

  /** Appends a number in decimal digits. */
  public void appendLong(long value) {
    if (value < 0) {
      append('-');
    }
    // Digits are taken from the negative side, which also holds Long.MIN_VALUE.
    long rest = value < 0 ? value : -value;
    int digits = 1;
    for (long r = rest / 10; r != 0; r /= 10) {
      digits++;
    }
    ensure(digits);
    length += digits;
    for (int at = length - 1; digits > 0; at--, digits--) {
      bytes[at] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
  }

  /**
   * Appends {@code scaled / 10^decimals} with exactly that many decimals: {@code (-1250, 3)} gives
   * {@code -1.250}.
   */
  public void appendFixed(long scaled, int decimals) {
    long factor = 1;
    for (int i = 0; i < decimals; i++) {
      factor *= 10;
    }
    if (scaled < 0) {
      append('-');
    }
    appendLong(Math.abs(scaled / factor));
    append('.');
    long fraction = Math.abs(scaled % factor);
    ensure(decimals);
    length += decimals;
    for (int at = length - 1, left = decimals; left > 0; at--, left--) {
      bytes[at] = (byte) ('0' + fraction % 10);
      fraction /= 10;
    }
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }
}
