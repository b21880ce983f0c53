package dev.tandem.hadoop.shuffle;

import dev.tandem.contract.io.Output;
import dev.tandem.hadoop.task.TaskRun;
import dev.tandem.mapreduce.shuffle.Fold;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.serializer.Deserializer;
import org.apache.hadoop.io.serializer.Serialization;
import org.apache.hadoop.io.serializer.Serializer;

/**
 * Tandem's codecs as a serialisation of Hadoop's. Hadoop's files tell where a record ends, so
 * nothing but the codecs' bytes is written. What is read back stays bytes: keys are decoded once
 * for each group, values when they are asked for.
 */
public final class CodecSerialization extends Configured implements Serialization<Object> {
  @Override
  public boolean accept(Class<?> type) {
    return type == ShuffleKey.class || type == ShuffleValue.class;
  }

  @Override
  @SuppressWarnings("unchecked") // by the class that was asked for
  public Serializer<Object> getSerializer(Class<Object> type) {
    TaskRun task = TaskRun.of(getConf());
    Serializer<?> writer =
        isKey(type)
            ? new KeyWriter(PlannedShuffle.of(task.round().shuffle()))
            : new ValueWriter(task);
    return (Serializer<Object>) writer;
  }

  @Override
  @SuppressWarnings("unchecked") // by the class that was asked for
  public Deserializer<Object> getDeserializer(Class<Object> type) {
    Deserializer<?> reader = isKey(type) ? new KeyReader() : new ValueReader();
    return (Deserializer<Object>) reader;
  }

  private static boolean isKey(Class<?> type) {
    return type == ShuffleKey.class;
  }

  private static final class KeyWriter implements Serializer<ShuffleKey> {
    private final KeyBytes keys;
    private final Output encoded = new Output(256);
    private OutputStream out;

    KeyWriter(PlannedShuffle shuffle) {
      this.keys = new KeyBytes(shuffle);
    }

    @Override
    public void open(OutputStream stream) {
      out = stream;
    }

    @Override
    public void serialize(ShuffleKey key) throws IOException {
      if (key.encoded()) {
        out.write(key.bytes(), key.offset(), key.length());
        return;
      }
      encoded.truncate(0);
      keys.write(key, encoded);
      out.write(encoded.array(), 0, encoded.position());
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static final class ValueWriter implements Serializer<ShuffleValue> {
    private final TaskRun task;
    private final Output encoded = new Output(256);
    private Fold fold;
    private OutputStream out;

    ValueWriter(TaskRun task) {
      this.task = task;
    }

    @Override
    public void open(OutputStream stream) {
      out = stream;
    }

    @Override
    public void serialize(ShuffleValue value) throws IOException {
      if (value.encoded()) {
        out.write(value.bytes(), 0, value.length());
        return;
      }
      if (fold == null) {
        fold = task.emitting(value.input());
      }
      encoded.truncate(0);
      fold.encode(value.value(), encoded);
      out.write(encoded.array(), 0, encoded.position());
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Points at the record in Hadoop's buffer, which holds until the next key is read. */
  private static final class KeyReader implements Deserializer<ShuffleKey> {
    private DataInputBuffer in;

    @Override
    public void open(InputStream stream) {
      in = (DataInputBuffer) stream;
    }

    @Override
    public ShuffleKey deserialize(ShuffleKey reused) {
      ShuffleKey key = reused == null ? new ShuffleKey() : reused;
      key.hold(in.getData(), in.getPosition(), in.getLength() - in.getPosition());
      return key;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Copies the value: Hadoop reads ahead into the same buffer. */
  private static final class ValueReader implements Deserializer<ShuffleValue> {
    private DataInputBuffer in;

    @Override
    public void open(InputStream stream) {
      in = (DataInputBuffer) stream;
    }

    @Override
    public ShuffleValue deserialize(ShuffleValue reused) {
      ShuffleValue value = reused == null ? new ShuffleValue() : reused;
      value.copy(in.getData(), in.getPosition(), in.getLength() - in.getPosition());
      return value;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
