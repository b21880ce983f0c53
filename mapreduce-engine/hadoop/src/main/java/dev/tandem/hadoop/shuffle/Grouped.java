package dev.tandem.hadoop.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.CoGroup;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.mapreduce.shuffle.Fold;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.mapreduce.ReduceContext;

/**
 * The groups of a reduce task, out of Hadoop's merge. As in the embedded engine, values are a
 * single pass, are decoded when they are asked for, and are skipped where nobody asks.
 */
public final class Grouped {
  private final ReduceContext<ShuffleKey, ShuffleValue, ?, ?> context;
  private final KeyBytes keys;
  private final List<Codec<Object>> codecs;
  private final Input in = new Input();
  private Iterator<ShuffleValue> rest;
  private ShuffleValue next;
  private long number;
  private RuntimeException failure;

  /**
   * @param context of the task
   * @param shuffle of the round
   */
  public Grouped(ReduceContext<ShuffleKey, ShuffleValue, ?, ?> context, PlannedShuffle shuffle) {
    this.context = context;
    this.keys = new KeyBytes(shuffle);
    this.codecs = shuffle.values();
  }

  /**
   * Pushes all groups: the key with an iterator, or with a {@link CoGroup} where there are several
   * inputs.
   */
  public void pushTo(Collector out) {
    boolean single = codecs.size() == 1;
    while (nextGroup()) {
      Object key = keys.key(currentKey());
      out.emit(key, single ? new Values(0) : new Each());
    }
  }

  /** Pushes all groups, folded. */
  public void pushFolded(Fold fold, Collector out) {
    while (nextGroup()) {
      Object key = keys.key(currentKey());
      fold.begin();
      while (advance()) {
        fold.merge(next.bytes(), 0, next.length());
        next = null;
      }
      out.emit(key, fold.accumulator());
    }
  }

  /** Reads to the end, for the books, where nobody wants more groups. */
  public void drain() {
    while (nextGroup()) {
      while (advance()) {
        next = null;
      }
    }
  }

  private boolean nextGroup() {
    if (failure != null) {
      throw failure;
    }
    try {
      next = null;
      if (!context.nextKey()) {
        return false;
      }
      rest = context.getValues().iterator();
      number++;
      return true;
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken(new InterruptedIOException("the task was interrupted"));
    }
  }

  /** Whether there is a record in the group that nobody has taken yet; it is the current one. */
  private boolean advance() {
    if (next != null) {
      return true;
    }
    try {
      if (!rest.hasNext()) {
        return false;
      }
      next = rest.next();
      return true;
    } catch (RuntimeException e) {
      throw e.getCause() instanceof IOException cause ? broken(cause) : e;
    }
  }

  /** A failure of the storage is remembered: user code that swallows it does not hide it. */
  private StorageFailure broken(IOException e) {
    StorageFailure broken = new StorageFailure(e);
    failure = broken;
    return broken;
  }

  private int inputOfNext() {
    return codecs.size() == 1 ? 0 : keys.input(currentKey());
  }

  private ShuffleKey currentKey() {
    try {
      return context.getCurrentKey();
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken(new InterruptedIOException("the task was interrupted"));
    }
  }

  /** The values of one input in one group. */
  private final class Values implements Iterator<Object> {
    private final int input;
    private final long epoch = number;

    Values(int input) {
      this.input = input;
    }

    @Override
    public boolean hasNext() {
      return epoch == number && advance() && inputOfNext() == input;
    }

    @Override
    public Object next() {
      if (epoch != number) {
        throw new IllegalStateException(
            "the values of a group are a single pass: they can be read only until the next group begins");
      }
      if (!hasNext()) {
        throw new NoSuchElementException(
            "the values of a group are a single pass, and all have been read");
      }
      in.reset(next.bytes(), 0, next.length());
      next = null;
      return codecs.get(input).read(in);
    }
  }

  private final class Each implements CoGroup {
    private final long epoch = number;
    private int last = -1;

    @Override
    public Iterator<Object> values(int input) {
      if (epoch != number) {
        throw new IllegalStateException(
            "the values of a group can be read only until the next group begins");
      }
      if (input <= last) {
        throw new IllegalStateException(
            "the values of a group are a single pass: input "
                + input
                + " was asked for after input "
                + last);
      }
      last = input;
      while (advance() && inputOfNext() < input) {
        next = null;
      }
      return new Values(input);
    }
  }
}
