package dev.tandem.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Looks for the few bytes that DuckDB's reader understands otherwise than the jobs' readers. Eight
 * bytes are looked at together (Hacker's Delight, 6-1), so that this costs little beside a query.
 */
final class Peek {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final int BUFFER = 1 << 18;
  private static final int MARGIN = 64;

  private Peek() {}

  /** Judges a byte that was looked for. */
  @FunctionalInterface
  private interface Found {
    /** Whether the byte at a place of the buffer is a reason to stop. */
    boolean isBad(byte[] buffer, int place, int filled);
  }

  /**
   * Whether a file is neither compressed nor starts with a byte order mark, and has a name that
   * DuckDB does not take for a pattern of names.
   */
  static boolean isPlain(String file) throws IOException {
    if (file.toLowerCase(Locale.ROOT).matches("(?s).*\\.(gz|bz2|zst)|.*[*?\\[].*")) {
      return false;
    }
    byte[] start = start(file);
    return !(start.length == 3
        && start[0] == (byte) 0xEF
        && start[1] == (byte) 0xBB
        && start[2] == (byte) 0xBF);
  }

  /** Whether a file starts with a blank line. */
  static boolean startsBlank(String file) throws IOException {
    byte[] start = start(file);
    return start.length > 0 && start[0] == '\n';
  }

  private static byte[] start(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(3);
    }
  }

  /** Whether a CR is in a file: to DuckDB a CRLF is two line ends. */
  static boolean hasCarriageReturn(String file) throws IOException {
    return has(file, (byte) '\r', (buffer, place, filled) -> true);
  }

  /**
   * Whether blanks are between a quote and a separator or line end: DuckDB drops them, and takes
   * such a quote for one that begins or ends a cell.
   */
  static boolean hasQuoteBesideBlank(String file) throws IOException {
    return has(file, (byte) '"', Peek::isBesideBlank);
  }

  private static boolean isBesideBlank(byte[] buffer, int place, int filled) {
    int before = place - 1;
    while (before >= 0 && (buffer[before] == ' ' || buffer[before] == '\t')) {
      before--;
    }
    if (before < place - 1 && (before < 0 || buffer[before] == ',' || buffer[before] == '\n')) {
      return true;
    }
    int after = place + 1;
    while (after < filled && (buffer[after] == ' ' || buffer[after] == '\t')) {
      after++;
    }
    return after > place + 1 && (after == filled || buffer[after] == ',' || buffer[after] == '\n');
  }

  /**
   * Whether a file has a byte that is bad. Buffers overlap, so that each byte is judged with its
   * neighbours; blanks that go on beyond them count as bad.
   */
  private static boolean has(String file, byte wanted, Found found) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] buffer = new byte[BUFFER];
      int filled = in.readNBytes(buffer, 0, BUFFER);
      int from = 0;
      while (filled == BUFFER) {
        if (has(buffer, from, filled - MARGIN, filled, wanted, found)) {
          return true;
        }
        System.arraycopy(buffer, filled - 2 * MARGIN, buffer, 0, 2 * MARGIN);
        filled = 2 * MARGIN + in.readNBytes(buffer, 2 * MARGIN, BUFFER - 2 * MARGIN);
        from = MARGIN;
      }
      return has(buffer, from, filled, filled, wanted, found);
    }
  }

  private static boolean has(
      byte[] buffer, int from, int to, int filled, byte wanted, Found found) {
    long pattern = (wanted & 0xFF) * ONES;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long different = (long) EIGHT.get(buffer, i) ^ pattern;
      if ((different - ONES & ~different & HIGHS) != 0
          && hasOneByOne(buffer, i, i + Long.BYTES, filled, wanted, found)) {
        return true;
      }
    }
    return hasOneByOne(buffer, i, to, filled, wanted, found);
  }

  private static boolean hasOneByOne(
      byte[] buffer, int from, int to, int filled, byte wanted, Found found) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == wanted && found.isBad(buffer, i, filled)) {
        return true;
      }
    }
    return false;
  }
}
