package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Split;
import java.io.IOException;

/**
 * An attempt of a map task.
 *
 * @param <KEYIN> keys of the input
 * @param <VALUEIN> values of the input
 * @param <KEYOUT> keys of the output
 * @param <VALUEOUT> values of the output
 */
public abstract class MapContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
    extends TaskInputOutputContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
    implements RecordSource<KEYIN, VALUEIN> {
  private final RecordSource<KEYIN, VALUEIN> in;

  MapContext(TaskAttemptContext task, RecordSource<KEYIN, VALUEIN> in, RecordSink<?, ?> out) {
    super(task, out);
    this.in = in;
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    try {
      return in.nextKeyValue();
    } catch (RuntimeException | IOException e) {
      state.remember(e);
      throw e;
    }
  }

  @Override
  public KEYIN getCurrentKey() {
    return in.getCurrentKey();
  }

  @Override
  public VALUEIN getCurrentValue() {
    return in.getCurrentValue();
  }

  @Override
  public float getProgress() {
    return in.getProgress();
  }

  /** What the task reads: Hadoop's {@code FileSplit}. */
  public Split getInputSplit() {
    return state.task().split();
  }
}
