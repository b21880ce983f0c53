package dev.tandem.spark.shuffle;

import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.spark.serializer.SerializationStream;
import scala.reflect.ClassTag;

/** Writes pairs in chunks: four bytes of length, then whole pairs. */
final class PairOutput extends SerializationStream {
  private static final int CHUNK = 16 << 10;
  private static final int LENGTH = 4;

  private final CodecSerializer.PairForm form;
  private final OutputStream out;
  private final Output chunk = new Output(256);

  PairOutput(CodecSerializer.PairForm form, OutputStream out) {
    this.form = form;
    this.out = out;
    chunk.writeFixed32(0);
  }

  @Override
  public <T> SerializationStream writeObject(T object, ClassTag<T> tag) {
    throw CodecSerializer.onlyPairs();
  }

  @Override
  public <T> SerializationStream writeKey(T key, ClassTag<T> tag) {
    form.writeKey(key, chunk);
    return this;
  }

  @Override
  public <T> SerializationStream writeValue(T value, ClassTag<T> tag) {
    form.writeValue(value, chunk);
    if (chunk.position() >= CHUNK) {
      writeChunk();
    }
    return this;
  }

  private void writeChunk() {
    int length = chunk.position() - LENGTH;
    if (length == 0) {
      return;
    }
    byte[] bytes = chunk.array();
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = (byte) (length >>> 8 * (LENGTH - 1 - i));
    }
    try {
      out.write(bytes, 0, chunk.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    chunk.truncate(LENGTH);
  }

  @Override
  public void flush() {
    writeChunk();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    writeChunk();
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
