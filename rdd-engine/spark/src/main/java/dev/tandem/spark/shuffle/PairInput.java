package dev.tandem.spark.shuffle;

import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import org.apache.spark.serializer.DeserializationStream;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag;

/** Reads what {@link PairOutput} has written; Spark has checked the bytes. */
final class PairInput extends DeserializationStream {
  private final CodecSerializer.PairForm form;
  private final InputStream in;
  private final LongConsumer fetched;
  private final Input chunk = new Input();
  private byte[] bytes = new byte[0];

  PairInput(CodecSerializer.PairForm form, InputStream in, LongConsumer fetched) {
    this.form = form;
    this.in = in;
    this.fetched = fetched;
  }

  /** Makes sure that there is something to read. */
  private boolean hasMore() {
    try {
      while (chunk.remaining() == 0) {
        int first = in.read();
        if (first < 0) {
          return false;
        }
        readChunk(first);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readChunk(int first) throws IOException {
    byte[] rest = in.readNBytes(3);
    if (rest.length < 3) {
      throw new CorruptDataException("a shuffle block that ends inside of a length");
    }
    int length = first << 24 | (rest[0] & 0xFF) << 16 | (rest[1] & 0xFF) << 8 | rest[2] & 0xFF;
    if (length < 0) {
      throw new CorruptDataException("a shuffle block with a length of " + length);
    }
    if (bytes.length < length) {
      bytes = in.readNBytes(length);
      checkWhole(bytes.length, length);
    } else {
      checkWhole(in.readNBytes(bytes, 0, length), length);
    }
    chunk.reset(bytes, 0, length);
  }

  private static void checkWhole(int found, int length) {
    if (found < length) {
      throw new CorruptDataException(
          "a shuffle block that ends after " + found + " of " + length + " bytes");
    }
  }

  @Override
  public <T> T readObject(ClassTag<T> tag) {
    throw CodecSerializer.onlyPairs();
  }

  @Override
  @SuppressWarnings("unchecked") // keys of the form
  public <T> T readKey(ClassTag<T> tag) {
    if (!hasMore()) {
      throw PairInput.<RuntimeException>sneaky(new EOFException());
    }
    return (T) form.readKey(chunk);
  }

  @SuppressWarnings("unchecked") // Spark expects the checked exception where Java has none
  private static <E extends Exception> E sneaky(Exception e) throws E {
    throw (E) e;
  }

  @Override
  @SuppressWarnings("unchecked") // values of the form
  public <T> T readValue(ClassTag<T> tag) {
    return (T) form.readValue(chunk);
  }

  @Override
  public Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
    return new Pairs();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pairs; closes the stream behind the last one, as Spark's own iterator does. */
  private final class Pairs extends AbstractIterator<Tuple2<Object, Object>> {
    private long records;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (!ended && !hasMore()) {
        ended = true;
        close();
        if (fetched != null) {
          fetched.accept(records);
        }
      }
      return !ended;
    }

    @Override
    public Tuple2<Object, Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      records++;
      Object key = form.readKey(chunk);
      return new Tuple2<>(key, form.readValue(chunk));
    }
  }
}
