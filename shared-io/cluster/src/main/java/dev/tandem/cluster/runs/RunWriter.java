package dev.tandem.cluster.runs;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Output;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes a run: records of encoded keys and values, in the order in which they come, in one or more
 * segments (one for each partition, say). Copies slices into one block buffer and makes no objects.
 * Every block and every segment is checksummed; see {@link RunFormat}.
 *
 * <pre>{@code
 * try (RunWriter run = new RunWriter(files, path)) {
 *   for (int p = 0; p < partitions; p++) {
 *     ... run.write(key, 0, key.length, value, 0, value.length);
 *     segments[p] = run.endSegment();
 *   }
 * }
 * }</pre>
 *
 * <p>Not thread-safe. A file whose writer was not closed after its last {@link #endSegment} is
 * damaged, and readers say so.
 */
public final class RunWriter implements Closeable {
  private final FileStore files;
  private final String path;
  private final OutputStream out;
  private final RunFormat format = new RunFormat();
  private final RunCompression compression;
  private byte[] packed = new byte[0];
  private byte[] block = new byte[RunFormat.BLOCK + 1024];
  private int end = RunFormat.BLOCK_HEAD;
  private long written;
  private long segmentStart;
  private long blockNumber;
  private long records;
  private long payload;
  private int largestBlock;
  private Fingerprint fingerprint;

  /**
   * Creates the file.
   *
   * @param files the storage
   * @param path of the file; it must not exist
   * @throws IOException if it cannot be created
   */
  public RunWriter(FileStore files, String path) throws IOException {
    this(files, path, RunCompression.NONE);
  }

  /**
   * Creates a file whose blocks are compressed.
   *
   * @param compression of each block that becomes smaller by it
   */
  public RunWriter(FileStore files, String path, RunCompression compression) throws IOException {
    this.compression = compression;
    this.files = files;
    this.path = path;
    try {
      this.out = files.create(path);
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
    try {
      put(RunFormat.HEAD, 0, RunFormat.HEAD.length);
    } catch (IOException e) {
      closeAfter(e);
      throw e;
    }
    segmentStart = written;
  }

  /** Adds each record from here on to a fingerprint, whose partitions the caller ends. */
  public void addTo(Fingerprint print) {
    fingerprint = print;
  }

  /** The file. */
  public String path() {
    return path;
  }

  /**
   * Appends a record to the current segment.
   *
   * @throws IOException if the storage fails; the message says what was written and how much room
   *     is left
   */
  public void write(
      byte[] key, int keyOffset, int keyLength, byte[] value, int valueOffset, int valueLength)
      throws IOException {
    long needed = 10L + keyLength + valueLength;
    if (needed > block.length - end) {
      makeRoom(needed);
    }
    int at = putLength(putLength(end, keyLength), valueLength);
    System.arraycopy(key, keyOffset, block, at, keyLength);
    System.arraycopy(value, valueOffset, block, at + keyLength, valueLength);
    if (fingerprint != null) {
      // Of the copy: it is near, where the record itself may lie anywhere.
      fingerprint.add(block, at, keyLength, block, at + keyLength, valueLength);
    }
    end = at + keyLength + valueLength;
    records++;
    payload += (long) keyLength + valueLength;
    if (end >= RunFormat.BLOCK) {
      flush();
    }
  }

  /** Appends a record whose key and value are all that the two buffers hold. */
  public void write(Output key, Output value) throws IOException {
    write(key.array(), 0, key.position(), value.array(), 0, value.position());
  }

  private int putLength(int at, int length) {
    int rest = length;
    int to = at;
    while (rest >= 0x80) {
      block[to++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    block[to++] = (byte) rest;
    return to;
  }

  /**
   * For a record that does not fit: ends the block; a record larger than a block gets a block of
   * its own.
   */
  private void makeRoom(long needed) throws IOException {
    if (end > RunFormat.BLOCK_HEAD) {
      flush();
    }
    long size = RunFormat.BLOCK_HEAD + needed;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException("a record of " + needed + " bytes is too large for " + path);
    }
    if (size > block.length) {
      block = Arrays.copyOf(block, (int) size);
    }
  }

  private void flush() throws IOException {
    if (end > RunFormat.BLOCK_HEAD) {
      int length = end - RunFormat.BLOCK_HEAD;
      largestBlock = Math.max(largestBlock, length);
      if (compression == RunCompression.NONE || !putPacked(length)) {
        putBlock(block, length, length);
      }
      end = RunFormat.BLOCK_HEAD;
    }
    if (block.length > 4 * RunFormat.BLOCK) {
      block = new byte[RunFormat.BLOCK + 1024];
      packed = new byte[0];
    }
  }

  /** Returns false if the block does not become smaller. */
  private boolean putPacked(int length) throws IOException {
    int head = RunFormat.BLOCK_HEAD + RunFormat.PACKED_HEAD;
    if (packed.length < head + length) {
      packed = new byte[block.length + RunFormat.PACKED_HEAD];
    }
    int bytes = compression.pack(block, RunFormat.BLOCK_HEAD, length, packed, head);
    int content = bytes + RunFormat.PACKED_HEAD;
    if (content >= length) {
      return false;
    }
    packed[RunFormat.BLOCK_HEAD] = (byte) compression.ordinal();
    RunFormat.putInt(packed, RunFormat.BLOCK_HEAD + 1, length);
    putBlock(packed, -content, content);
    return true;
  }

  private void putBlock(byte[] bytes, int length, int content) throws IOException {
    int checksum =
        format.checksum(segmentStart, blockNumber++, length, bytes, RunFormat.BLOCK_HEAD, content);
    RunFormat.putInt(bytes, 0, length);
    RunFormat.putInt(bytes, 4, checksum);
    put(bytes, 0, RunFormat.BLOCK_HEAD + content);
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
    written += length;
  }

  /**
   * Ends the current segment, which may be empty, and begins the next one.
   *
   * @return where the segment stands
   * @throws IOException if the storage fails
   */
  public Segment endSegment() throws IOException {
    flush();
    RunFormat.putLong(block, RunFormat.BLOCK_HEAD, records);
    putBlock(block, 0, RunFormat.COUNT);
    Segment segment =
        new Segment(segmentStart, written - segmentStart, records, payload, largestBlock);
    segmentStart = written;
    blockNumber = 0;
    records = 0;
    payload = 0;
    largestBlock = 0;
    return segment;
  }

  /** Bytes written to the file so far. */
  public long bytesWritten() {
    return written;
  }

  /** Closes the file. Nothing counts as written before this has returned. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw Failures.whileWriting(files, path, e);
    }
  }

  private void closeAfter(IOException failure) {
    try {
      out.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
