package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunReader;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Shape;
import java.io.IOException;

/** Pushes the records of one file that an earlier round has left. */
public final class StoredFeed {
  private StoredFeed() {}

  /**
   * Reads a run of one segment and pushes its records.
   *
   * @param context the attempt
   * @param run the file
   * @param shape of its records
   * @param out takes them
   * @throws IOException if the file cannot be read; names it
   */
  public static void push(TaskContext context, Run run, Shape shape, Collector out)
      throws IOException {
    if (run.records() == 0) {
      return;
    }
    try (RunReader reader = new RunReader(context.files(), run.path(), run.segments().get(0))) {
      context.reading(() -> run.path() + ", byte " + reader.bytesRead());
      pushAll(context, reader, shape, out);
      context.ledger().add(Measure.REREAD_BYTES, reader.bytesRead());
    } catch (CorruptDataException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void pushAll(TaskContext context, RunReader reader, Shape shape, Collector out)
      throws IOException {
    Codec<?> keys = shape.key();
    Codec<?> values = shape.value();
    Input in = new Input();
    for (long n = 1; reader.next(); n++) {
      Object key = null;
      if (keys != null) {
        in.reset(reader.buffer(), reader.keyOffset(), reader.keyLength());
        key = keys.read(in);
      }
      in.reset(reader.buffer(), reader.valueOffset(), reader.valueLength());
      out.emit(key, values.read(in));
      if ((n & Merger.CHECK_MASK) == 0) {
        context.checkStopped();
      }
    }
  }
}
