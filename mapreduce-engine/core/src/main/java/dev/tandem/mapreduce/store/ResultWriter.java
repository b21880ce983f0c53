package dev.tandem.mapreduce.store;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.shuffle.Run;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes one partition of a result that later rounds read: into the attempt's own folder first, to
 * its place with the commit.
 */
public final class ResultWriter implements Collector {
  private final TaskContext context;
  private final Codec<Object> keys;
  private final Codec<Object> values;
  private final RunWriter out;
  private final String place;
  private final Output key = new Output(64);
  private final Output value = new Output(256);
  private boolean closed;
  private boolean moved;

  /**
   * Starts the file.
   *
   * @param context the attempt
   * @param data what is written
   * @param folder where it will lie
   * @param number of the partition
   * @throws IOException if the storage fails
   */
  @SuppressWarnings("unchecked") // the plan matches records and codecs
  public ResultWriter(TaskContext context, Intermediate data, String folder, int number)
      throws IOException {
    this.context = context;
    this.keys = (Codec<Object>) data.shape().key();
    this.values = (Codec<Object>) data.shape().value();
    this.place = folder + String.format(Locale.ROOT, "/part-%05d", number);
    this.out = new RunWriter(context.files(), context.scratchFile("result" + data.id()));
    context.onAbort(this::abort);
    context.onCommit(
        () -> {
          context.files().createFolder(folder);
          context.files().rename(out.path(), place);
          moved = true;
        });
  }

  @Override
  public void emit(Object recordKey, Object record) {
    key.truncate(0);
    value.truncate(0);
    if (keys != null) {
      keys.write(recordKey, key);
    }
    values.write(record, value);
    try {
      out.write(key, value);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /**
   * Ends the file.
   *
   * @return where it will be found once the attempt is committed
   * @throws IOException if the storage fails
   */
  public Run finish() throws IOException {
    Segment segment = out.endSegment();
    close();
    context.ledger().add(Measure.MATERIALIZED_RECORDS, segment.records());
    context.ledger().add(Measure.MATERIALIZED_BYTES, out.bytesWritten());
    return new Run(place, List.of(segment), 0);
  }

  /** Makes room for the next attempt, also if it was a later part of the commit that failed. */
  private void abort() throws IOException {
    close();
    if (moved) {
      context.files().delete(place);
    }
  }

  private void close() throws IOException {
    if (!closed) {
      closed = true;
      out.close();
    }
  }
}
