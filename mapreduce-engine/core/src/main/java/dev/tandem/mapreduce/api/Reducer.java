package dev.tandem.mapreduce.api;

import java.io.IOException;

/**
 * Turns each key with its values into none, one or many records: Hadoop's {@code Reducer}. As a
 * combiner it runs 0 to n times over parts of the map output, and must emit records of the same
 * types as it reads. An object is made for each attempt of a reduce task, and one for each merge
 * that combines.
 *
 * @param <KEYIN> keys of the map output
 * @param <VALUEIN> values of the map output
 * @param <KEYOUT> keys of the output
 * @param <VALUEOUT> values of the output
 */
public class Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> {
  /** What {@link #run} is given. */
  public class Context extends ReduceContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT> {
    /**
     * For a reducer that runs others: their groups come from here and go there.
     *
     * @param task the attempt
     * @param in what is reduced
     * @param out takes the results
     */
    public Context(TaskAttemptContext task, GroupSource<KEYIN, VALUEIN> in, RecordSink<?, ?> out) {
      super(task, in, out);
    }
  }

  /** Called once, before the first key. */
  protected void setup(Context context) throws IOException, InterruptedException {}

  /**
   * Called for each group; passes all values on unless overridden.
   *
   * @param key of the first value; where keys of a group differ (a grouping comparator), {@link
   *     Context#getCurrentKey} follows the values
   * @param values a single pass
   */
  @SuppressWarnings("unchecked") // the identity is only right where the types are the same
  protected void reduce(KEYIN key, Iterable<VALUEIN> values, Context context)
      throws IOException, InterruptedException {
    for (VALUEIN value : values) {
      context.write((KEYOUT) context.getCurrentKey(), (VALUEOUT) value);
    }
  }

  /** Called once, behind the last key. */
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
      while (context.nextKey()) {
        reduce(context.getCurrentKey(), context.getValues(), context);
      }
    }
  }
}
