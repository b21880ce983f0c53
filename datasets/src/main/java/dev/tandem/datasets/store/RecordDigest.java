package dev.tandem.datasets.store;

import dev.tandem.datasets.generate.RecordFormat;
import dev.tandem.datasets.generate.SplitMix64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Digests data that passes by in chunks: how many bytes and records, the sum modulo 2^64 of a
 * 64-bit hash of each record (blind to their order and to how they are spread over files), and
 * SHA-256 of all bytes.
 */
public final class RecordDigest {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIXED = 100;

  private final RecordFormat format;
  private final MessageDigest sha256;
  private byte[] carry = new byte[256];
  private int carried;
  private long bytes;
  private long records;
  private long sum;

  public RecordDigest(RecordFormat format) {
    this.format = format;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes in the next bytes; records may cross the borders of chunks. */
  public void update(byte[] chunk, int from, int count) {
    sha256.update(chunk, from, count);
    bytes += count;
    int end = from + count;
    int start = from;
    for (int next = recordEnd(chunk, start, end); next >= 0; next = recordEnd(chunk, start, end)) {
      record(chunk, start, next);
      start = format == RecordFormat.FIXED_100 ? next : next + 1;
    }
    carry(chunk, start, end);
  }

  /** Where the record that started at {@code start}, or in the carry, ends; -1 if later. */
  private int recordEnd(byte[] chunk, int start, int end) {
    if (format == RecordFormat.FIXED_100) {
      int next = start + FIXED - carried;
      return next <= end ? next : -1;
    }
    for (int i = start; i < end; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void carry(byte[] chunk, int start, int end) {
    int more = end - start;
    if (carry.length - carried < more) {
      carry = Arrays.copyOf(carry, Math.max(Math.addExact(carried, more), carry.length * 2));
    }
    System.arraycopy(chunk, start, carry, carried, more);
    carried += more;
  }

  private void record(byte[] chunk, int start, int end) {
    if (carried == 0) {
      add(chunk, start, end);
      return;
    }
    carry(chunk, start, end);
    int length = carried;
    carried = 0;
    add(carry, 0, length);
  }

  private void add(byte[] data, int start, int end) {
    if (format == RecordFormat.COMMENTED_LINES && end > start && data[start] == '#') {
      return;
    }
    records++;
    sum += hash(data, start, end);
  }

  /** Multiply and fold eight bytes at a time, then SplitMix64's mixer. */
  static long hash(byte[] data, int start, int end) {
    long hash = (long) end - start;
    int at = start;
    for (; at + 8 <= end; at += 8) {
      hash = fold(hash ^ (long) LONGS.get(data, at));
    }
    long rest = 0;
    for (int shift = 0; at < end; at++, shift += 8) {
      rest |= (data[at] & 0xFFL) << shift;
    }
    return SplitMix64.mix(fold(hash ^ rest));
  }

  private static long fold(long word) {
    long product = word * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 32);
  }

  /** Ends a last record that lacks its line end. Call once, after the last chunk of all files. */
  public Result finish() {
    if (carried > 0) {
      int length = carried;
      carried = 0;
      add(carry, 0, length);
    }
    HexFormat hex = HexFormat.of();
    return new Result(bytes, records, hex.toHexDigits(sum), hex.formatHex(sha256.digest()));
  }

  /**
   * What has passed by.
   *
   * @param bytes in all files
   * @param records in all files, comments not counted
   * @param recordSum the sum of the hashes, 16 hexadecimal digits
   * @param sha256 of all bytes, files in name order, 64 hexadecimal digits
   */
  public record Result(long bytes, long records, String recordSum, String sha256) {}
}
