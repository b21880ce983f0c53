package dev.tandem.testkit.probe;

import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A sink whose writers fail.
 *
 * @param records that are written before a write fails; beyond the records of a part file it is the
 *     close that fails
 */
public record BrokenSink(int records) implements Sink<Object> {
  @Override
  public String folder() {
    return "";
  }

  @Override
  public String extension() {
    return "";
  }

  @Override
  public RecordWriter<Object> open(OutputStream out) {
    return new Writer(out, records);
  }

  private static final class Writer implements RecordWriter<Object> {
    private final OutputStream out;
    private final int most;
    private int written;

    Writer(OutputStream out, int most) {
      this.out = out;
      this.most = most;
    }

    @Override
    public void write(Object record) throws IOException {
      if (written == most) {
        throw new IOException("the sink broke");
      }
      out.write('x');
      written++;
    }

    @Override
    public long records() {
      return written;
    }

    @Override
    public long digest() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      out.close();
      throw new IOException("the sink broke");
    }
  }
}
