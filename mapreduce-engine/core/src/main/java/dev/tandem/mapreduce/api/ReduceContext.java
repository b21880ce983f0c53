package dev.tandem.mapreduce.api;

import java.util.NoSuchElementException;

/**
 * An attempt of a reduce task, or a combiner at work.
 *
 * @param <KEYIN> keys of the map output
 * @param <VALUEIN> values of the map output
 * @param <KEYOUT> keys of the output
 * @param <VALUEOUT> values of the output
 */
public abstract class ReduceContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
    extends TaskInputOutputContext<KEYIN, VALUEIN, KEYOUT, VALUEOUT> {
  private static final String GONE =
      "the values of a group can be read only until the next group begins";

  private final GroupSource<KEYIN, VALUEIN> in;
  private VALUEIN value;
  private long number;

  ReduceContext(TaskAttemptContext task, GroupSource<KEYIN, VALUEIN> in, RecordSink<?, ?> out) {
    super(task, out);
    this.in = in;
  }

  /** Where the groups come from. */
  GroupSource<KEYIN, VALUEIN> groups() {
    return in;
  }

  /** Moves to the next key, over the values that were not read; false behind the last one. */
  public boolean nextKey() {
    number++;
    value = null;
    try {
      return in.nextKey();
    } catch (RuntimeException e) {
      state.remember(e);
      throw e;
    }
  }

  /**
   * The key of the value that was handed out last: with a grouping comparator it changes while the
   * values are read.
   */
  public KEYIN getCurrentKey() {
    return in.getCurrentKey();
  }

  /** The value that was handed out last. */
  public VALUEIN getCurrentValue() {
    return value;
  }

  /** The values of the current key: a single pass, however often it is asked for. */
  public Iterable<VALUEIN> getValues() {
    Values values = new Values(number);
    return () -> values;
  }

  /** The values of one group. */
  private final class Values implements MarkableIterator.Markable<VALUEIN> {
    private final long group;

    Values(long group) {
      this.group = group;
    }

    @Override
    public boolean hasNext() {
      return group == number && in.hasNextValue();
    }

    @Override
    public VALUEIN next() {
      if (group != number) {
        throw new NoSuchElementException(GONE);
      }
      try {
        value = in.nextValue();
      } catch (NoSuchElementException e) {
        throw e;
      } catch (RuntimeException e) {
        state.remember(e);
        throw e;
      }
      return value;
    }

    @Override
    public void mark() {
      change(in::mark);
    }

    @Override
    public boolean reset() {
      boolean[] marked = new boolean[1];
      change(() -> marked[0] = in.reset());
      return marked[0];
    }

    @Override
    public void clearMark() {
      change(in::clearMark);
    }

    private void change(Runnable mark) {
      if (group != number) {
        throw new IllegalStateException(GONE);
      }
      try {
        mark.run();
      } catch (RuntimeException e) {
        state.remember(e);
        throw e;
      }
    }
  }
}
