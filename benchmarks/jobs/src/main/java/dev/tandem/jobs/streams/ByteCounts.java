package dev.tandem.jobs.streams;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts of tokens, numbered as they come: one array of bytes for all of them, and an
 * open-addressing table with linear probing. All that is known of a token of up to eight bytes
 * stands at its place in the table, side by side, so that counting it touches nothing else.
 */
final class ByteCounts {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A place: hash and length, the first eight bytes, where the token is, its count. */
  private static final int WIDTH = 4;

  private byte[] bytes = new byte[1 << 16];
  private int used;
  private long[] places = new long[WIDTH << 11];
  private int size;

  /** Takes a token and its count. */
  @FunctionalInterface
  interface Visitor {
    /** The token is {@code bytes[from..to-1]}, of an array that is not to be changed. */
    void token(byte[] bytes, int from, int to, long count) throws IOException;
  }

  /** Shows all tokens, in no order; of several parts of the table one. */
  void each(int part, int parts, Visitor visitor) throws IOException {
    int all = places.length / WIDTH;
    int end = (int) ((part + 1L) * all / parts) * WIDTH;
    for (int at = (int) ((long) part * all / parts) * WIDTH; at < end; at += WIDTH) {
      if (places[at] != 0) {
        int from = (int) places[at + 2];
        visitor.token(bytes, from, from + (int) places[at], places[at + 3]);
      }
    }
  }

  /**
   * Adds to the count of the token {@code text[from..to-1]}, which is not empty.
   *
   * @param hash the same for the same bytes
   */
  void add(byte[] text, int from, int to, int hash, long more) {
    int length = to - from;
    long head = (long) hash << 32 | length;
    long first = first(text, from, length);
    int at = home(hash);
    while (places[at] != 0) {
      if (places[at] == head
          && places[at + 1] == first
          && (length <= 8 || isAt(at, text, from, to))) {
        places[at + 3] += more;
        return;
      }
      at = at + WIDTH & places.length - 1;
    }
    places[at] = head;
    places[at + 1] = first;
    places[at + 2] = append(text, from, length);
    places[at + 3] = more;
    if (2 * WIDTH * ++size > places.length) {
      grow();
    }
  }

  private int home(int hash) {
    return (hash ^ hash >>> 15) * WIDTH & places.length - 1;
  }

  private static long first(byte[] text, int from, int length) {
    if (from <= text.length - 8) {
      long eight = (long) EIGHT.get(text, from);
      return length < 8 ? eight & -1L << 64 - 8 * length : eight;
    }
    long first = 0;
    for (int i = 0; i < Math.min(8, length); i++) {
      first |= (text[from + i] & 0xFFL) << 56 - 8 * i;
    }
    return first;
  }

  private boolean isAt(int at, byte[] text, int from, int to) {
    int start = (int) places[at + 2];
    return Arrays.equals(bytes, start, start + to - from, text, from, to);
  }

  private int append(byte[] text, int from, int length) {
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    System.arraycopy(text, from, bytes, used, length);
    used += length;
    return used - length;
  }

  private void grow() {
    long[] old = places;
    places = new long[2 * old.length];
    for (int from = 0; from < old.length; from += WIDTH) {
      if (old[from] != 0) {
        int at = home((int) (old[from] >>> 32));
        while (places[at] != 0) {
          at = at + WIDTH & places.length - 1;
        }
        System.arraycopy(old, from, places, at, WIDTH);
      }
    }
  }
}
