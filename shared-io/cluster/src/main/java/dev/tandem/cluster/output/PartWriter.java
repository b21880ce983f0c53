package dev.tandem.cluster.output;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;

/**
 * Writes one part file in one attempt: the end of a task's chain. Keyed records are written as
 * pairs. The task closes it behind the last record; the file becomes part of the output when the
 * attempt is committed.
 */
public final class PartWriter implements Collector, AutoCloseable {
  private final TaskContext context;
  private final CountingStream stream;
  private final RecordWriter<Object> writer;
  private final boolean keyed;
  private boolean closed;

  /**
   * Starts a part file at a path of the caller's, for attempts that no {@link OutputStage} commits.
   *
   * @param context the attempt
   * @param write whose destination is a sink
   * @param path of the file; it must not exist
   * @throws IOException if the storage fails
   */
  @SuppressWarnings("unchecked") // the plan matches records and sinks
  public static PartWriter at(TaskContext context, Operation.Write write, String path)
      throws IOException {
    return new PartWriter(context, write, (Sink<Object>) write.destination(), path);
  }

  PartWriter(TaskContext context, Operation.Write write, Sink<Object> sink, String path)
      throws IOException {
    this.context = context;
    this.keyed = write.shape().keyed();
    this.stream = new CountingStream(context.files(), path);
    boolean opened = false;
    try {
      this.writer = sink.open(stream);
      opened = true;
    } finally {
      if (!opened) {
        stream.close();
      }
    }
    context.onAbort(this::abandon);
  }

  /**
   * Writes one record.
   *
   * @throws StorageFailure if the storage fails
   */
  @Override
  public void emit(Object key, Object value) {
    try {
      writer.write(keyed ? new Pair<>(key, value) : value);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /**
   * Ends the file and counts it in the attempt's ledger. Until this has returned nothing counts as
   * written.
   *
   * @throws IOException if the storage fails: the attempt must then fail
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    context.fault("writer.close");
    writer.close();
    closed = true;
    context.ledger().add(Measure.OUTPUT_RECORDS, writer.records());
    context.ledger().add(Measure.OUTPUT_BYTES, stream.bytes());
  }

  /** The attempt has failed: frees what is open. */
  private void abandon() throws IOException {
    if (!closed) {
      closed = true;
      stream.abandon();
      writer.close();
    }
  }

  /**
   * @throws IOException if the task has forgotten to close it
   */
  void checkClosed() throws IOException {
    if (!closed) {
      throw new IOException("a part file of " + context.attempt() + " was not closed");
    }
  }

  /** The digest of the records so far. */
  public Digest digest() {
    return new Digest(writer.records(), writer.digest());
  }

  /** Bytes of the file so far. */
  public long bytes() {
    return stream.bytes();
  }
}
