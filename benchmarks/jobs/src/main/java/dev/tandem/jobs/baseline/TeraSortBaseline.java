package dev.tandem.jobs.baseline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A radix sort of the first eight bytes of each row, with the row's number beside them; rows that
 * are equal in these bytes are compared whole.
 */
final class TeraSortBaseline implements Baseline {
  private static final int ROW = 100;

  @Override
  public String name() {
    return "terasort";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Rows rows = new Rows();
    for (Path file : InputLines.files(inputs)) {
      rows.read(file);
    }
    int[] order = rows.sorted();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
      for (int row : order) {
        out.write(rows.chunk(row), Rows.at(row), ROW);
      }
    }
  }

  /** All rows, in chunks of the same number. */
  private static final class Rows {
    private static final VarHandle EIGHT =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;

    private final List<byte[]> chunks = new ArrayList<>();
    private int count;

    void read(Path file) throws IOException {
      long before = count;
      try (InputStream in = InputLines.open(file)) {
        int n;
        do {
          if (count == chunks.size() * CHUNK_ROWS) {
            chunks.add(new byte[CHUNK_ROWS * ROW]);
          }
          int free = chunks.size() * CHUNK_ROWS - count;
          n = in.readNBytes(chunks.get(chunks.size() - 1), at(count), free * ROW);
          count = Math.addExact(count, n / ROW);
        } while (n > 0 && n % ROW == 0);
        if (n % ROW != 0) {
          throw new IllegalArgumentException(
              file + ", byte " + (count - before) * ROW + ": the last row is cut");
        }
      }
    }

    byte[] chunk(int row) {
      return chunks.get(row >>> CHUNK_BITS);
    }

    static int at(int row) {
      return (row & CHUNK_ROWS - 1) * ROW;
    }

    int[] sorted() {
      long[] prefixes = new long[count];
      int[] order = new int[count];
      for (int i = 0; i < count; i++) {
        prefixes[i] = (long) EIGHT.get(chunk(i), at(i));
        order[i] = i;
      }
      return sortEqual(RadixSort.of(prefixes, order));
    }

    /** Orders the rows that the radix sort took for equal. */
    private int[] sortEqual(RadixSort sorted) {
      int[] order = sorted.values();
      int from = 0;
      for (int i = 1; i <= count; i++) {
        if (i == count || sorted.keys()[i] != sorted.keys()[from]) {
          if (i - from > 1) {
            sortWhole(order, from, i);
          }
          from = i;
        }
      }
      return order;
    }

    private void sortWhole(int[] order, int from, int to) {
      Integer[] equal = new Integer[to - from];
      Arrays.setAll(equal, i -> order[from + i]);
      Arrays.sort(equal, this::compare);
      for (int i = from; i < to; i++) {
        order[i] = equal[i - from];
      }
    }

    private int compare(int a, int b) {
      return Arrays.compareUnsigned(chunk(a), at(a), at(a) + ROW, chunk(b), at(b), at(b) + ROW);
    }
  }

  /**
   * Unsigned keys in order, each with its value: one stable counting sort for each byte, from the
   * last to the first (Knuth, "The Art of Computer Programming", volume 3, 5.2.5).
   */
  private record RadixSort(long[] keys, int[] values) {
    private static final int BYTE = 256;

    static RadixSort of(long[] keys, int[] values) {
      RadixSort from = new RadixSort(keys, values);
      RadixSort to = new RadixSort(new long[keys.length], new int[keys.length]);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        from.distribute(shift, to);
        RadixSort swap = from;
        from = to;
        to = swap;
      }
      return from;
    }

    private void distribute(int shift, RadixSort to) {
      int[] next = new int[BYTE + 1];
      for (long key : keys) {
        next[(int) (key >>> shift & 0xFF) + 1]++;
      }
      for (int i = 1; i < BYTE; i++) {
        next[i] += next[i - 1];
      }
      for (int i = 0; i < keys.length; i++) {
        int place = next[(int) (keys[i] >>> shift & 0xFF)]++;
        to.keys[place] = keys[i];
        to.values[place] = values[i];
      }
    }
  }
}
