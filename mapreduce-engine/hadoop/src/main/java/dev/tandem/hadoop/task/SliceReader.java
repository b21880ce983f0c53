package dev.tandem.hadoop.task;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.mapreduce.run.InputFeed;
import dev.tandem.mapreduce.run.Slice;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormatCounter;

/**
 * Reads a slice. Tandem's readers push, and so does this one: it hands itself to the mapper, which
 * lets it push, instead of one record at a time. Hadoop's counters are kept as if it had been asked
 * for each.
 */
public final class SliceReader extends RecordReader<NullWritable, SliceReader> {
  /** Records between two signs of life (a power of two). */
  private static final int SIGN_OF_LIFE = 1024;

  private TaskRun task;
  private TaskAttemptContext hadoop;
  private Slice slice;
  private InputFeed feed;
  private long records;

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
    task = TaskRun.of(context.getConfiguration());
    hadoop = context;
    try {
      open(split, context);
    } catch (IOException | RuntimeException e) {
      task.failed(e);
      throw e;
    }
  }

  private void open(InputSplit split, TaskAttemptContext context) throws IOException {
    slice = ((SliceSplit) split).slice(task.round());
    byte[] stored =
        Shipped.read(
            context.getConfiguration(),
            task.files(),
            JobFolder.of(context.getConfiguration()).stored());
    feed = new InputFeed(StoredFile.read(stored));
    if (slice.task() != task.context().attempt().task()) {
      throw new IOException("task " + task.context().attempt().task() + " was given " + split);
    }
    if (!task.round().isReducing()) {
      // Only now it is known what the part files are named after.
      task.openOutputs(slice.input().from().shuffled());
    }
  }

  Slice slice() {
    return slice;
  }

  /** Pushes all records of the slice. */
  void pushTo(TaskScopes scopes, Collector out) throws IOException {
    try {
      feed.push(
          task.context(),
          slice,
          scopes,
          (key, value) -> {
            if ((++records & SIGN_OF_LIFE - 1) == 0) {
              hadoop.progress();
            }
            out.emit(key, value);
          });
    } finally {
      hadoop.getCounter(TaskCounter.MAP_INPUT_RECORDS).increment(records);
      hadoop
          .getCounter(FileInputFormatCounter.BYTES_READ)
          .increment(task.context().ledger().get(Measure.INPUT_BYTES));
    }
  }

  /** Never: the mapper takes what there is at once. */
  @Override
  public boolean nextKeyValue() {
    return false;
  }

  @Override
  public NullWritable getCurrentKey() {
    return NullWritable.get();
  }

  @Override
  public SliceReader getCurrentValue() {
    return this;
  }

  @Override
  public float getProgress() {
    return 0;
  }

  @Override
  public void close() {
    // What was opened is closed when all has been pushed.
  }
}
