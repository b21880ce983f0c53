package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.CoGroup;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * Groups results that are partitioned and sorted alike, by merging their files: a join on the map
 * side, without a shuffle (Hadoop's {@code CompositeInputFormat}). Nothing but the current record
 * of each side is held in memory.
 */
public final class MergeFeed {
  /**
   * One input of the merge.
   *
   * @param run its file
   * @param values the codec of the values in the file
   * @param steps opens what is done with each record before it is grouped, given what takes the
   *     results; null if that is nothing
   */
  public record Side(Run run, Codec<Object> values, UnaryOperator<Collector> steps) {}

  private final List<Side> sides;
  private final List<Deque<Object>> results = new ArrayList<>();
  private final List<Collector> steps = new ArrayList<>();

  private MergeFeed(List<Side> sides) {
    this.sides = sides;
    for (Side side : sides) {
      Deque<Object> queue = new ArrayDeque<>();
      results.add(queue);
      steps.add(side.steps() == null ? null : side.steps().apply((key, value) -> queue.add(value)));
    }
  }

  /**
   * Pushes each key with the values of all sides.
   *
   * @param context the attempt
   * @param key the codec of the keys, in whose byte order the files are sorted
   * @param sides one for each input of the grouping
   * @param out takes a key and an {@code Iterator} of values, or a {@link CoGroup} where there are
   *     several sides
   * @throws IOException if a file cannot be read; names it
   */
  public static void push(TaskContext context, Codec<Object> key, List<Side> sides, Collector out)
      throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      Run run = sides.get(i).run();
      runs.add(new Run(run.path(), run.segments(), i));
    }
    List<Codec<Object>> values = sides.stream().map(Side::values).toList();
    context.fault("merge.read");
    try (Merge merge = Merge.open(context.files(), runs, 0, null)) {
      KeyLayout layout = KeyLayout.of(key, Grouping.any(), 1);
      Groups groups = new Groups(context, merge, layout, values, true);
      context.reading(() -> "merge of " + runs.get(0).path() + ", record " + merge.records());
      if (sides.stream().allMatch(side -> side.steps() == null)) {
        groups.pushTo(out);
      } else {
        new MergeFeed(sides).pushAll(groups, out);
      }
      context.ledger().add(Measure.REREAD_BYTES, merge.bytesRead());
    } catch (StorageFailure e) {
      throw e.getCause();
    }
  }

  private void pushAll(Groups groups, Collector out) {
    while (groups.next()) {
      Object key = groups.key();
      Sides each = new Sides(key, groups.each());
      int first = 0;
      Iterator<Object> values = each.open(0);
      while (!values.hasNext() && first + 1 < sides.size()) {
        values = each.open(++first);
      }
      // A key of which the steps leave nothing on any side does not exist.
      if (values.hasNext()) {
        out.emit(key, sides.size() == 1 ? values : new Remaining(each, first, values));
      }
      each.finish();
    }
  }

  /**
   * The values of one key, side by side. A step sees every record, also those that nobody reads
   * behind it: it may count them, and would have seen them before a shuffle.
   */
  private final class Sides {
    private final Object key;
    private final CoGroup stored;
    private Iterator<Object> open = Collections.emptyIterator();
    private int next;

    Sides(Object key, CoGroup stored) {
      this.key = key;
      this.stored = stored;
    }

    /** The values of a side behind the one that was opened last, which ends. */
    Iterator<Object> open(int side) {
      while (next <= side) {
        drain();
        Iterator<Object> values = stored.values(next);
        Collector through = steps.get(next);
        open = through == null ? values : new Stepped(key, values, through, results.get(next));
        next++;
      }
      return open;
    }

    private void drain() {
      if (open instanceof Stepped stepped) {
        stepped.drain();
      }
    }

    void finish() {
      open(sides.size() - 1);
      drain();
    }
  }

  /** The sides from the first one on that has values. */
  private static final class Remaining implements CoGroup {
    private final Sides sides;
    private final int first;
    private final Iterator<Object> firstValues;
    private int last = -1;

    Remaining(Sides sides, int first, Iterator<Object> firstValues) {
      this.sides = sides;
      this.first = first;
      this.firstValues = firstValues;
    }

    @Override
    public Iterator<Object> values(int input) {
      if (input <= last) {
        throw new IllegalStateException(
            "the values of a group are a single pass: input "
                + input
                + " was asked for after input "
                + last);
      }
      last = input;
      if (input < first) {
        return Collections.emptyIterator();
      }
      return input == first ? firstValues : sides.open(input);
    }
  }

  /** Values that have passed through steps which may drop or multiply them. */
  private record Stepped(
      Object key, Iterator<Object> values, Collector steps, Deque<Object> results)
      implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      while (results.isEmpty() && values.hasNext()) {
        steps.emit(key, values.next());
      }
      return !results.isEmpty();
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException(
            "the values of a group are a single pass, and all have been read");
      }
      return results.remove();
    }

    void drain() {
      while (hasNext()) {
        results.clear();
      }
    }
  }
}
