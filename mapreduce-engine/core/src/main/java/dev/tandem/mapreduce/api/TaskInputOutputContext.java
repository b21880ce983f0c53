package dev.tandem.mapreduce.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.mapreduce.plan.LoopTask;
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
   * the objects may be changed and written again. The next mapper of a chain is given the objects
   * themselves, where Hadoop copies them: it must not keep what is changed.
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

  /**
   * Starts a file beside the part file, committed with it and closed when the task ends. Not to be
   * used in a combiner.
   *
   * @param format of the file; null for that of the job's output
   * @param base what its name begins with, also behind folders: {@code errors/part}
   * @return takes its records
   * @throws IllegalArgumentException if the file would not be below the output, or would be hidden
   *     there (a name that begins with an underscore or a dot), or if {@code base} is {@code part}
   * @throws IOException if the storage fails
   */
  public <K, V> RecordSink<K, V> openFile(OutputFormat<K, V> format, String base)
      throws IOException {
    LoopTask.SideFile file;
    try {
      file = state.open(format == null ? state.plan().outputFormat() : format, base);
    } catch (IOException e) {
      state.remember(e);
      throw e;
    }
    return (key, value) -> {
      try {
        file.emit(null, new Pair<>(key, value));
      } catch (RuntimeException e) {
        state.remember(e);
        throw e;
      }
    };
  }

  /**
   * The format of a named output.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public OutputFormat<?, ?> getNamedOutput(String name) {
    OutputFormat<?, ?> format = state.plan().namedOutputs().get(name);
    if (format == null) {
      throw new IllegalArgumentException(
          "there is no named output '" + name + "'; add it with addNamedOutput");
    }
    return format;
  }
}
