package dev.tandem.cluster.runs;

import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads one segment of a run. The current record is a pair of slices of {@link #buffer}, valid
 * until the next call of {@link #next}; nothing is copied and no objects are made. Holds one block
 * in memory (64 KB, or one record if that is larger) and reads a block with one call.
 *
 * <p>Every byte is checked before it is used: a changed bit or a cut file is a {@link
 * CorruptDataException} that names file and offset, and allocates no more than the largest block.
 * Not thread-safe.
 */
public final class RunReader implements Closeable {
  private final String path;
  private final Segment segment;
  private final InputStream in;
  private final RunFormat format = new RunFormat();
  private byte[] block;

  /** The other one of two arrays: a compressed block, while {@link #block} holds its records. */
  private byte[] packed = new byte[0];

  private int position;
  private int limit;
  private long blockOffset;
  private long blockNumber;
  private long consumed;
  private long records;
  private int nextLength;
  private int nextChecksum;
  private boolean ended;
  private int keyOffset;
  private int keyLength;
  private int valueOffset;
  private int valueLength;

  /**
   * Opens a segment.
   *
   * @param files the storage
   * @param path of the file
   * @param segment which {@link RunWriter#endSegment} has returned
   * @throws IOException if the file cannot be opened or read
   * @throws CorruptDataException if it is not a run file
   */
  public RunReader(FileStore files, String path, Segment segment) throws IOException {
    this.path = path;
    this.segment = segment;
    this.block =
        new byte
            [Math.min(RunFormat.BLOCK + 1024, segment.largestBlock() + 2 * RunFormat.BLOCK_HEAD)];
    checkHead(files);
    this.in = files.open(path, segment.offset());
    boolean opened = false;
    try {
      fill(RunFormat.BLOCK_HEAD);
      takeHead(0);
      opened = true;
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  /** Looks at the first bytes of the file once, with the first segment. */
  private void checkHead(FileStore files) throws IOException {
    if (segment.offset() != RunFormat.HEAD.length) {
      return;
    }
    try (InputStream head = files.open(path, 0)) {
      if (!Arrays.equals(head.readNBytes(RunFormat.HEAD.length), RunFormat.HEAD)) {
        throw new CorruptDataException(path + ", byte 0: this is not a run file of this version");
      }
    }
  }

  /**
   * Moves to the next record.
   *
   * @return false at the end
   * @throws IOException if the storage fails
   * @throws CorruptDataException if the file is damaged
   */
  public boolean next() throws IOException {
    if (position == limit && !nextBlock()) {
      return false;
    }
    keyLength = length();
    valueLength = length();
    keyOffset = position;
    if ((long) keyLength + valueLength > limit - position) {
      throw corrupt("a record that is longer than its block");
    }
    valueOffset = position + keyLength;
    position = valueOffset + valueLength;
    records++;
    return true;
  }

  private int length() {
    int n = 0;
    for (int shift = 0; shift < 35 && position < limit; shift += 7) {
      int b = block[position++];
      n |= (b & 0x7F) << shift;
      if (b >= 0) {
        if (n < 0) {
          break;
        }
        return n;
      }
    }
    throw corrupt("a length that is not one");
  }

  /** Loads the next block together with the head of the one behind it. */
  private boolean nextBlock() throws IOException {
    if (ended) {
      return false;
    }
    int length = nextLength;
    int content = length == 0 ? RunFormat.COUNT : Math.abs(length);
    blockOffset = segment.offset() + consumed;
    boolean last = length == 0;
    long rest = segment.bytes() - consumed;
    if (content < 0
        || content > Math.max(RunFormat.COUNT, segment.largestBlock())
        || content + (last ? 0 : RunFormat.BLOCK_HEAD) > rest) {
      throw corrupt("a block that is longer than it can be");
    }
    fill(last ? content : content + RunFormat.BLOCK_HEAD);
    if (format.checksum(segment.offset(), blockNumber++, length, block, 0, content)
        != nextChecksum) {
      throw corrupt("the checksum is wrong");
    }
    if (last) {
      end();
      return false;
    }
    takeHead(content);
    position = 0;
    limit = length > 0 ? length : unpack(content);
    return true;
  }

  /** Undoes the compression of the block that was read; returns the bytes of its records. */
  private int unpack(int content) {
    int size = content < RunFormat.PACKED_HEAD ? -1 : RunFormat.getInt(block, 1);
    if (size <= 0 || size > segment.largestBlock()) {
      throw corrupt("a block that is longer than it can be");
    }
    byte[] from = block;
    block = packed.length >= size ? packed : new byte[size];
    packed = from;
    int head = RunFormat.PACKED_HEAD;
    int unpacked;
    try {
      unpacked = RunCompression.of(from[0]).unpack(from, head, content - head, block, size);
    } catch (CorruptDataException e) {
      throw corrupt(e.getMessage());
    }
    if (unpacked != size) {
      throw corrupt("a block of another size than it says");
    }
    return size;
  }

  private void end() {
    long count = RunFormat.getLong(block, 0);
    if (count != records || count != segment.records() || consumed != segment.bytes()) {
      throw corrupt(
          "the segment ends after "
              + records
              + " of "
              + segment.records()
              + " records and "
              + consumed
              + " of "
              + segment.bytes()
              + " bytes");
    }
    ended = true;
    position = 0;
    limit = 0;
  }

  private void takeHead(int at) {
    nextLength = RunFormat.getInt(block, at);
    nextChecksum = RunFormat.getInt(block, at + 4);
  }

  /** Reads exactly {@code n} bytes to the front of the buffer. */
  private void fill(int n) throws IOException {
    if (n > block.length || block.length > 4 * RunFormat.BLOCK && n <= RunFormat.BLOCK) {
      block = new byte[Math.max(n, Math.min(block.length, RunFormat.BLOCK + 1024))];
    }
    int read = in.readNBytes(block, 0, n);
    if (read < n) {
      throw new CorruptDataException(
          path + ", byte " + (segment.offset() + consumed + read) + ": the file ends too early");
    }
    consumed += n;
  }

  private CorruptDataException corrupt(String what) {
    return new CorruptDataException(path + ", byte " + blockOffset + ": corrupt run: " + what);
  }

  /** Holds the current record; its content changes with the next record. */
  public byte[] buffer() {
    return block;
  }

  /** First byte of the key in {@link #buffer}. */
  public int keyOffset() {
    return keyOffset;
  }

  /** Bytes of the key. */
  public int keyLength() {
    return keyLength;
  }

  /** First byte of the value in {@link #buffer}. */
  public int valueOffset() {
    return valueOffset;
  }

  /** Bytes of the value. */
  public int valueLength() {
    return valueLength;
  }

  /** Bytes of the file read so far. */
  public long bytesRead() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
