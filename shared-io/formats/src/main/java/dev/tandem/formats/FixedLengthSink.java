package dev.tandem.formats;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Binary files of records of one length, one behind the other: the counterpart of {@link
 * FixedLength}.
 */
public final class FixedLengthSink implements Sink<byte[]> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 17;

  private final OutputFolder folder;
  private final int recordLength;

  private FixedLengthSink(OutputFolder folder, int recordLength) {
    this.folder = folder;
    this.recordLength = FixedLength.checked(recordLength);
  }

  /**
   * Writes to {@code folder}. A record of another length fails the task.
   *
   * @param recordLength at least 1
   */
  public static FixedLengthSink to(OutputFolder folder, int recordLength) {
    return new FixedLengthSink(folder, recordLength);
  }

  @Override
  public String folder() {
    return folder.name();
  }

  @Override
  public String extension() {
    return "";
  }

  @Override
  public RecordWriter<byte[]> open(OutputStream out) {
    return new Writer(out, recordLength);
  }

  private static final class Writer implements RecordWriter<byte[]> {
    private final OutputStream out;
    private final int recordLength;

    /** Holds whole records; empty where one is larger than a buffer should be. */
    private final byte[] buffer;

    private int filled;
    private long records;
    private long digest;
    private boolean closed;

    Writer(OutputStream out, int recordLength) {
      this.out = out;
      this.recordLength = recordLength;
      this.buffer = new byte[recordLength > BUFFER ? 0 : BUFFER];
    }

    @Override
    public void write(byte[] record) throws IOException {
      if (record.length != recordLength) {
        throw new IOException(
            "a record of " + record.length + " bytes where all have " + recordLength);
      }
      if (recordLength > buffer.length - filled) {
        flush();
      }
      if (recordLength > buffer.length) {
        out.write(record);
      } else {
        System.arraycopy(record, 0, buffer, filled, recordLength);
        filled += recordLength;
      }
      digest += Digest.hash(record, 0, record.length);
      records++;
    }

    private void flush() throws IOException {
      out.write(buffer, 0, filled);
      filled = 0;
    }

    @Override
    public long records() {
      return records;
    }

    @Override
    public long digest() {
      return digest;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (out) {
          flush();
        }
      }
    }
  }
}
