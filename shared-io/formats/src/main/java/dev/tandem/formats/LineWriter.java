package dev.tandem.formats;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Collects lines in a buffer and writes it whenever it is full. */
final class LineWriter<T> implements RecordWriter<T> {
  private static final int BUFFER = 1 << 17;
  private static final int FULL = BUFFER - (1 << 12);

  private final LineSink<T, ?> sink;
  private final OutputStream out;
  private Output buffer = new Output(BUFFER);
  private long records;
  private long digest;
  private boolean closed;

  LineWriter(LineSink<T, ?> sink, OutputStream out) {
    this.sink = sink;
    this.out = out;
  }

  @Override
  public void write(T record) throws IOException {
    int start = buffer.position();
    sink.append(record, buffer);
    digest += Digest.hash(buffer.array(), start, buffer.position() - start);
    records++;
    buffer.writeByte('\n');
    if (buffer.position() >= FULL) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    if (buffer.array().length > BUFFER) {
      buffer = new Output(BUFFER);
    } else {
      buffer.truncate(0);
    }
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
