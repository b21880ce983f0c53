package dev.tandem.mapreduce.api;

import java.io.IOException;

/**
 * Turns each input record into none, one or many records: Hadoop's {@code Mapper}. An object is
 * made for each attempt of a map task, used by one thread and thrown away.
 *
 * <pre>
 *   setup(context)
 *   map(key, value, context)     for each record of the split
 *   cleanup(context)             also after a map that threw; not after a setup that threw
 * </pre>
 *
 * @param <KEYIN> keys of the input
 * @param <VALUEIN> values of the input
 * @param <KEYOUT> keys of the output
 * @param <VALUEOUT> values of the output
 */
public class Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> {
  /** What {@link #run} is given. */
  public class Context extends MapContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT> {
    /**
     * For a mapper that runs others: their records come from here and go there.
     *
     * @param task the attempt
     * @param in what is mapped
     * @param out takes the results
     */
    public Context(TaskAttemptContext task, RecordSource<KEYIN, VALUEIN> in, RecordSink<?, ?> out) {
      super(task, in, out);
    }
  }

  /** Called once, before the first record. */
  protected void setup(Context context) throws IOException, InterruptedException {}

  /** Called for each record; passes it on as it is unless overridden. */
  @SuppressWarnings("unchecked") // the identity is only right where the types are the same
  protected void map(KEYIN key, VALUEIN value, Context context)
      throws IOException, InterruptedException {
    context.write((KEYOUT) key, (VALUEOUT) value);
  }

  /** Called once, behind the last record. */
  protected void cleanup(Context context) throws IOException, InterruptedException {}

  /** A failure to clean up is suppressed by that of the loop, where Hadoop's hides it. */
  private interface Cleanup extends AutoCloseable {
    @Override
    void close() throws IOException, InterruptedException;
  }

  /** The loop of the task; override it to own the loop. */
  public void run(Context context) throws IOException, InterruptedException {
    setup(context);
    try (Cleanup end = () -> cleanup(context)) {
      while (context.nextKeyValue()) {
        map(context.getCurrentKey(), context.getCurrentValue(), context);
      }
    }
  }
}
