package dev.tandem.mapreduce.api;

import java.io.IOException;

/**
 * An attempt that reads and writes records.
 *
 * @param <KEYIN> keys of the input
 * @param <VALUEIN> values of the input
 * @param <KEYOUT> keys of the output
 * @param <VALUEOUT> values of the output
 */
public abstract class TaskInputOutputContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
    extends TaskAttemptContext {
  private final RecordSink<KEYOUT, VALUEOUT> out;

  @SuppressWarnings("unchecked") // whoever makes the context has matched the types
  TaskInputOutputContext(TaskAttemptContext task, RecordSink<?, ?> out) {
    super(task.state);
    this.out = (RecordSink<KEYOUT, VALUEOUT>) out;
  }

  /**
   * Writes a record. In a map task with reduce tasks behind it key and value are encoded at once:
   * the objects may be changed and written again.
   *
   * @throws IOException if the storage fails; the attempt has failed then, whatever becomes of the
   *     exception
   */
  public void write(KEYOUT key, VALUEOUT value) throws IOException, InterruptedException {
    try {
      out.write(key, value);
    } catch (RuntimeException | IOException e) {
      state.remember(e);
      throw e;
    }
  }
}
