package dev.tandem.rdd.store;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;

/**
 * Collects the records of a partition while they pass by, as its level says. What does not fit in
 * memory goes on in a file, or, where the level knows no files, is given up: then the records only
 * pass. Who reads the records may have enough of them before the last one; as in Spark, the
 * partition is then still collected to its end, for whoever reads it next.
 */
final class BlockBuilder implements Collector, AutoCloseable {
  private final StorageLevel level;
  private final RecordForm form;
  private final String fileName;
  private final TaskResources context;
  private final Collector out;

  /** Null once the partition was given up. */
  private BlockSink sink;

  /** What the reader has thrown when it had enough; null before. */
  private TaskStopped enough;

  BlockBuilder(
      Recomputable rdd, int partition, StorageLevel level, TaskResources context, Collector out)
      throws IOException {
    this.level = level;
    this.form = RecordForm.of(rdd.shape());
    this.fileName = "rdd_" + rdd.id() + "_" + partition + ".";
    this.context = context;
    this.out = out;
    if (!level.useMemory()) {
      this.sink = newFile();
    } else {
      this.sink =
          level.deserialized()
              ? new ObjectSink(rdd.id(), form, context.memory())
              : new PackedSink(rdd.id(), form, context.memory());
    }
  }

  private FileSink newFile() throws IOException {
    return new FileSink(context.files(), context.newFile(fileName), form);
  }

  @Override
  public void emit(Object key, Object value) {
    if (sink != null && !sink.add(key, value)) {
      try {
        overflow();
      } catch (IOException e) {
        throw new StorageFailure(e);
      }
    }
    if (enough == null) {
      handOn(key, value);
    } else if (sink == null) {
      throw enough;
    }
  }

  private void handOn(Object key, Object value) {
    try {
      out.emit(key, value);
    } catch (TaskStopped e) {
      if (sink == null || context.task().stopped()) {
        throw e;
      }
      enough = e;
    }
  }

  /**
   * Tells the reader that it had enough, if it had.
   *
   * @throws TaskStopped what the reader has thrown
   */
  void rethrow() {
    if (enough != null) {
      throw enough;
    }
  }

  private void overflow() throws IOException {
    BlockSink full = sink;
    sink = null;
    try (full) {
      if (level.useDisk()) {
        FileSink file = newFile();
        sink = file;
        full.drainTo(file::add);
      }
    }
  }

  /**
   * The block.
   *
   * @return null if it does not fit
   * @throws IOException if its file cannot be written
   */
  Block build() throws IOException {
    Block block = sink == null ? null : sink.build(context.task().node());
    if (block == null && sink != null) {
      overflow();
      return build();
    }
    return block instanceof ObjectBlock objects ? objects.with(context.spilled()) : block;
  }

  /** The block was stored: what it takes is no longer this builder's. */
  void keep() {
    sink.keep();
  }

  @Override
  public void close() throws IOException {
    if (sink != null) {
      sink.close();
    }
  }
}
