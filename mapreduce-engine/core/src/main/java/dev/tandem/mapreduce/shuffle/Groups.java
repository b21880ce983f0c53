package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.CoGroup;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/**
 * Twin of the RDD engine's {@code Grouper}: sorted records come as groups by themselves, without a
 * table.
 *
 * <p>The reduce side of a shuffle: a merge of sorted runs, seen as groups of equal keys. Keys are
 * decoded once for each group, values when they are asked for; what a group's reader leaves unread
 * is skipped. Nothing of a group is held in memory.
 */
final class Groups {
  private final TaskContext context;
  private final Merge merge;
  private final GroupKey group;
  private final ToIntFunction<Cursor> inputs;
  private final List<Codec<Object>> values;
  private final Input in = new Input();
  private boolean more;
  private boolean inGroup;
  private long number;
  private RuntimeException failure;

  /**
   * @param merge not yet started
   * @param layout of its sort keys
   * @param values the codec of the values of each input
   * @param byOrigin whether the run tells which input a record came from, rather than its sort key
   */
  Groups(
      TaskContext context,
      Merge merge,
      KeyLayout layout,
      List<Codec<Object>> values,
      boolean byOrigin)
      throws IOException {
    this.context = context;
    this.merge = merge;
    this.group = new GroupKey(layout);
    this.inputs = byOrigin ? cursor -> cursor.origin : group::input;
    this.values = values;
    this.more = merge.next();
  }

  /** Moves to the next group; false behind the last one. */
  boolean next() {
    while (inGroup) {
      advance();
    }
    if (failure != null) {
      throw failure;
    }
    if (!more) {
      return false;
    }
    context.checkStopped();
    number++;
    group.start(merge.current());
    inGroup = true;
    return true;
  }

  /** The number of groups so far. */
  long count() {
    return number;
  }

  /** Records taken in so far. */
  long records() {
    return merge.records();
  }

  /** The key of the current group. */
  Object key() {
    try {
      return group.decode();
    } catch (CorruptDataException e) {
      throw broken(new IOException("a key cannot be read back: " + e.getMessage(), e));
    }
  }

  /** Folds what is left of the group, which are accumulators. */
  Object fold(Fold fold) {
    fold.begin();
    while (inGroup) {
      Cursor at = merge.current();
      fold.merge(at.bytes, at.valueFrom(), at.valueLength());
      advance();
    }
    return fold.accumulator();
  }

  /** The values of the group's only input: a single pass. */
  Iterator<Object> single() {
    return new Values(0);
  }

  /** The values of each input. */
  CoGroup each() {
    return new Each();
  }

  private void advance() {
    try {
      more = merge.next();
    } catch (IOException e) {
      throw broken(e);
    }
    inGroup = more && group.holds(merge.current());
    if ((merge.records() & Merger.CHECK_MASK) == 0) {
      context.checkStopped();
    }
  }

  /** A failure of the storage is remembered: user code that swallows it does not hide it. */
  private StorageFailure broken(IOException e) {
    StorageFailure broken = new StorageFailure(e);
    failure = broken;
    inGroup = false;
    more = false;
    return broken;
  }

  private Object decode(int input) {
    Cursor at = merge.current();
    in.reset(at.bytes, at.valueFrom(), at.valueLength());
    try {
      return values.get(input).read(in);
    } catch (CorruptDataException e) {
      throw broken(new IOException("a value cannot be read back: " + e.getMessage(), e));
    }
  }

  /** The values of one input in one group. */
  private final class Values implements PulledValues {
    private final int input;
    private final long epoch = number;

    Values(int input) {
      this.input = input;
    }

    @Override
    public boolean hasNext() {
      return epoch == number
          && inGroup
          && (values.size() == 1 || inputs.applyAsInt(merge.current()) == input);
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
      Object value = decode(input);
      advance();
      return value;
    }

    @Override
    public long passOver() {
      long n = 0;
      for (; hasNext(); n++) {
        advance();
      }
      return n;
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
      while (inGroup && inputs.applyAsInt(merge.current()) < input) {
        advance();
      }
      return new Values(input);
    }
  }

  /**
   * Pushes all groups: the key with an iterator, or with a {@link CoGroup} where there are several
   * inputs.
   */
  void pushTo(Collector out) {
    boolean single = values.size() == 1;
    while (next()) {
      out.emit(key(), single ? single() : each());
    }
  }

  /** Pushes all groups, folded. */
  void pushFolded(Fold fold, Collector out) {
    while (next()) {
      Object key = key();
      out.emit(key, fold(fold));
    }
  }

  /** Reads to the end, for the books, where nobody wants more groups. */
  void drain() {
    while (next()) {
      // next() skips what the group holds.
    }
  }
}
