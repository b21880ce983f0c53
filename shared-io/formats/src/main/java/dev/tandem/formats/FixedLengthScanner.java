package dev.tandem.formats;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import java.io.IOException;

/** Finds the records of one length that begin inside a split. */
final class FixedLengthScanner implements OutputFiles.Slices {
  private static final int BUFFER = 1 << 18;

  private final FileBytes bytes;
  private final int recordLength;
  private final long end;
  private final byte[] buffer;
  private int limit;

  /** Where in the buffer the next record begins. */
  private int next;

  /** Position in the file of the first record of the split. */
  private final long first;

  /** Position in the file of the next record. */
  private long position;

  /** Position in the file of the record that is being read, or was found last. */
  private long record;

  FixedLengthScanner(FileStore files, Split split, int recordLength) throws IOException {
    boolean compressed = Compression.of(split.path()) != Compression.NONE;
    this.recordLength = recordLength;
    this.buffer = new byte[Math.max(recordLength, BUFFER / recordLength * recordLength)];
    this.position =
        compressed
            ? split.start()
            : (split.start() + recordLength - 1) / recordLength * recordLength;
    this.first = position;
    this.record = position;
    this.end = compressed && split.start() == 0 ? Long.MAX_VALUE : split.start() + split.length();
    this.bytes = FileBytes.open(files, split.path(), compressed ? 0 : position);
  }

  @Override
  public boolean next() throws IOException {
    if (position >= end || next == limit && !fill()) {
      return false;
    }
    record = position;
    next += recordLength;
    position += recordLength;
    return true;
  }

  /** Reads as many whole records as fit. */
  private boolean fill() throws IOException {
    next = 0;
    limit = 0;
    int n;
    while (limit < buffer.length && (n = bytes.read(buffer, limit, buffer.length - limit)) > 0) {
      limit += n;
    }
    if (limit % recordLength != 0) {
      record = position + (long) (limit / recordLength) * recordLength;
      throw FixedLength.torn(bytes.path(), position + limit, recordLength);
    }
    if (limit == 0 && end != Long.MAX_VALUE) {
      record = position;
      throw new BadInputException(
          bytes.path(),
          "byte " + position,
          "the file became shorter while it was read",
          "run again once it is complete");
    }
    return limit > 0;
  }

  @Override
  public byte[] chunk() {
    return buffer;
  }

  @Override
  public int offset() {
    return next - recordLength;
  }

  @Override
  public int length() {
    return recordLength;
  }

  /** The file, and the position of the current record in it. */
  String place() {
    return bytes.path() + ", byte " + record;
  }

  /** Bytes of the records so far; of compressed files, the compressed bytes read. */
  long consumed() {
    return bytes.compressed() ? bytes.consumed() : position - first;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
