package dev.tandem.formats;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import java.io.BufferedOutputStream;
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
    private long records;
    private long digest;

    Writer(OutputStream out, int recordLength) {
      this.out = new BufferedOutputStream(out, BUFFER);
      this.recordLength = recordLength;
    }

    @Override
    public void write(byte[] record) throws IOException {
      if (record.length != recordLength) {
        throw new IOException(
            "a record of " + record.length + " bytes where all have " + recordLength);
      }
      out.write(record);
      digest += Digest.hash(record, 0, record.length);
      records++;
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
      out.close();
    }
  }
}
