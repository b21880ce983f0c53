package dev.tandem.mapreduce.run;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.Collector;
import dev.tandem.mapreduce.plan.LoopTask;
import dev.tandem.mapreduce.plan.MapLoop;
import java.io.Closeable;
import java.io.IOException;

/**
 * The records of a split for a loop that pulls them, where {@link InputFeed} pushes. Readers are
 * asked for one record at a time, so that the position of a failure is that of its record. Records
 * that are known to be bad are passed over.
 */
final class SplitRecords implements MapLoop.Records, Closeable {
  private final TaskContext context;
  private final Split split;
  private final RecordReader<?> reader;
  private final Collector take;
  private final SkippingLoop skipping;
  private Object current;
  private boolean found;
  private boolean more = true;
  private boolean closed;
  private long taken;

  private SplitRecords(
      TaskContext context, Split split, RecordReader<?> reader, SkippingLoop skipping) {
    this.context = context;
    this.split = split;
    this.reader = reader;
    this.skipping = skipping;
    this.take = context.faultBefore("map.record", this::take);
  }

  /**
   * Opens a split.
   *
   * @param skipping hides records that are known to be bad
   * @throws IOException if it cannot be opened; the message names the file
   */
  static SplitRecords open(
      TaskContext context, Source<?> source, Split split, SkippingLoop skipping)
      throws IOException {
    try {
      RecordReader<?> reader = source.open(context.files(), split);
      SplitRecords records = new SplitRecords(context, split, reader, skipping);
      context.reading(() -> records.taken == 0 ? "" : records.reader.position());
      return records;
    } catch (IOException e) {
      throw InputFeed.naming(split, e);
    }
  }

  /**
   * Has a mapper go over them.
   *
   * @throws IOException if the storage fails
   */
  void run(MapLoop mapper, LoopTask task) throws IOException {
    skipping.run(one -> mapper.run(this, one), task);
  }

  @Override
  public boolean next() throws IOException {
    return skipping.next(this::read, () -> {});
  }

  private boolean read() throws IOException {
    context.checkStopped();
    found = false;
    try {
      while (more && !found) {
        more = reader.read(take, 1);
      }
    } catch (IOException e) {
      more = false;
      throw InputFeed.naming(split, e);
    }
    current = found ? current : null;
    taken += found ? 1 : 0;
    return found;
  }

  private void take(Object key, Object value) {
    current = value;
    found = true;
  }

  @Override
  public Object current() {
    return current;
  }

  @Override
  public float progress() {
    return split.length() == 0
        ? 0
        : (float) Math.min(1, (double) reader.bytesRead() / split.length());
  }

  /** Records that were handed out or passed over. */
  long taken() {
    return taken;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      context.ledger().add(Measure.INPUT_RECORDS, taken);
      context.ledger().add(Measure.INPUT_BYTES, reader.bytesRead());
      reader.close();
    }
  }
}
