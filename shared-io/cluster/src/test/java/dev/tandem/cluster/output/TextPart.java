package dev.tandem.cluster.output;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The simplest sink: a line a record. */
record TextPart(String folder) implements Sink<Object> {
  @Override
  public String extension() {
    return ".txt";
  }

  @Override
  public RecordWriter<Object> open(OutputStream out) {
    return new RecordWriter<>() {
      private long records;
      private long sum;

      @Override
      public void write(Object record) throws IOException {
        byte[] line = (record + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line);
        records++;
        sum += Digest.hash(line, 0, line.length);
      }

      @Override
      public long records() {
        return records;
      }

      @Override
      public long digest() {
        return sum;
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
