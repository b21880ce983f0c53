package dev.tandem.mapreduce.api;

import dev.tandem.cluster.TaskContext;
import java.io.IOException;
import java.util.Iterator;

/**
 * Values of a group that can be read more than once: Hadoop's {@code MarkableIterator}. What is
 * read behind a mark is kept, in memory as far as {@value #PERCENT} allows and in files of the task
 * beyond, and is handed out again after a reset, together with its keys; counters count it once. A
 * group begins without a mark.
 *
 * <pre>{@code
 * MarkableIterator<Integer> values = new MarkableIterator<>(context.getValues().iterator());
 * values.mark();
 * long sum = 0;
 * while (values.hasNext()) {
 *   sum += values.next();
 * }
 * values.reset();
 * while (values.hasNext()) {
 *   context.write(key, (double) values.next() / sum);
 * }
 * }</pre>
 *
 * @param <VALUE> values of the map output
 */
public final class MarkableIterator<VALUE> implements Iterator<VALUE> {
  /** The part of a task's memory that kept values may take: 0 unless set, as in Hadoop. */
  public static final String PERCENT = "mapreduce.reduce.markreset.buffer.percent";

  /** The same in bytes; goes before the part if it is above 0. */
  public static final String SIZE = "mapreduce.reduce.markreset.buffer.size";

  private final Markable<VALUE> values;

  /**
   * Makes the values of the current group markable.
   *
   * @param values from {@code context.getValues()} or the parameter of {@code reduce}
   * @throws IllegalArgumentException if they are anything else
   */
  public MarkableIterator(Iterator<VALUE> values) {
    if (!(values instanceof Markable<VALUE> markable)) {
      throw new IllegalArgumentException(
          "only the iterator over the values of a reducer's group can be marked, not "
              + values.getClass().getName());
    }
    this.values = markable;
  }

  /** What an iterator has to have. */
  interface Markable<VALUE> extends Iterator<VALUE> {
    void mark();

    boolean reset();

    void clearMark();
  }

  /** Bytes of kept values that may lie in memory. */
  static long memory(Configuration conf, TaskContext task) {
    long size = conf.getLong(SIZE, 0);
    double percent = conf.getDouble(PERCENT, 0);
    if (percent < 0 || percent > 1) {
      throw new IllegalArgumentException(PERCENT + " is " + percent + ", it must be 0 to 1");
    }
    return size > 0 ? size : (long) (percent * task.memoryShare());
  }

  /** Keeps what is read from here on; an earlier mark is forgotten. */
  public void mark() throws IOException {
    values.mark();
  }

  /**
   * Goes back to the mark, which stays.
   *
   * @throws IOException if there is no mark
   */
  public void reset() throws IOException {
    if (!values.reset()) {
      throw new IOException("there is no mark to go back to; call mark() first");
    }
  }

  /**
   * Forgets the mark. If values are just being read again, they are handed out to their end, and
   * the group goes on behind them.
   */
  public void clearMark() throws IOException {
    values.clearMark();
  }

  @Override
  public boolean hasNext() {
    return values.hasNext();
  }

  @Override
  public VALUE next() {
    return values.next();
  }
}
