package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Failures;
import dev.tandem.cluster.InputStamps;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.shuffle.MergeFeed;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.shuffle.StoredFeed;
import dev.tandem.mapreduce.store.ResultStore;
import dev.tandem.mapreduce.store.StoredResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pushes the records of a map task's slice. */
public final class InputFeed {
  /** Records that are read between two looks whether the task was stopped. */
  private static final int BATCH = 1024;

  private final Map<Integer, StoredResult> stored = new HashMap<>();

  /** By the read that cut the files; empty where they are not compared. */
  private final Map<Integer, InputStamps> stamps = new HashMap<>();

  /**
   * As the other one; a file that is not the same any more as when it was cut, for this round or an
   * earlier one, fails the run.
   */
  InputFeed(Slices source, List<Slice> slices, ResultStore store) {
    this(slices, store);
    for (Slice slice : slices) {
      if (slice.input().from() instanceof RoundInput.Splits splits) {
        stamps.computeIfAbsent(splits.read().id(), id -> source.stamps(splits.read()));
      }
    }
  }

  /** Looks up on the driver what the tasks of a round will read, where others read its files. */
  public InputFeed(List<Slice> slices, ResultStore store) {
    for (Slice slice : slices) {
      RoundInput from = slice.input().from();
      if (from instanceof RoundInput.Stored one) {
        stored.put(one.data().id(), store.get(one.data().id()));
      } else if (from instanceof RoundInput.Merged merged) {
        merged.sides().forEach(side -> stored.put(side.data().id(), store.get(side.data().id())));
      }
    }
  }

  /** For tasks elsewhere, which are told what has been stored. */
  public InputFeed(Map<Integer, StoredResult> known) {
    stored.putAll(known);
  }

  /**
   * Reads a slice.
   *
   * @param context the attempt
   * @param slice what to read
   * @param scopes bind the steps in front of a merge
   * @param out takes the records
   * @throws IOException if it cannot be read; the message names the file
   */
  public void push(TaskContext context, Slice slice, TaskScopes scopes, Collector out)
      throws IOException {
    if (slice.input().from() instanceof RoundInput.Splits source) {
      Counted counted = new Counted(context, out);
      long bytes = pushSplit(context, source.read().source(), slice, counted);
      context.ledger().add(Measure.INPUT_RECORDS, counted.records());
      context.ledger().add(Measure.INPUT_BYTES, bytes);
    } else {
      look(context, slice, scopes, out);
    }
  }

  /**
   * Looks whether a split's file still is what it was, for loops that read it themselves.
   *
   * @throws dev.tandem.contract.io.InputException if not
   */
  void check(Slice slice) throws IOException {
    stamps(slice).check(slice.split());
  }

  private InputStamps stamps(Slice slice) {
    int read = ((RoundInput.Splits) slice.input().from()).read().id();
    return stamps.getOrDefault(read, InputStamps.NONE);
  }

  /**
   * As {@link #push}, for tasks that only look: records and bytes of sources do not count as input.
   */
  void look(TaskContext context, Slice slice, TaskScopes scopes, Collector out) throws IOException {
    RoundInput from = slice.input().from();
    if (from instanceof RoundInput.Splits source) {
      pushSplit(context, source.read().source(), slice, out);
    } else if (from instanceof RoundInput.Stored one) {
      StoredFeed.push(context, partition(one.data().id(), slice), one.data().shape(), out);
    } else if (from instanceof RoundInput.Merged merged) {
      pushMerged(context, merged, slice, scopes, out);
    }
  }

  /**
   * The node that wrote most of what a slice reads; -1 for slices of files, which lie on no node.
   */
  int home(Slice slice) {
    RoundInput from = slice.input().from();
    if (from instanceof RoundInput.Stored one) {
      return stored.get(one.data().id()).nodes().get(slice.index());
    }
    return from instanceof RoundInput.Merged merged ? home(merged, slice) : -1;
  }

  private int home(RoundInput.Merged merged, Slice slice) {
    return merged.sides().stream()
        .map(side -> side.data().id())
        .max(Comparator.comparingLong(id -> partition(id, slice).bytes()))
        .map(id -> stored.get(id).nodes().get(slice.index()))
        .orElseThrow();
  }

  private Run partition(int id, Slice slice) {
    return stored.get(id).partitions().get(slice.index());
  }

  /** Returns the bytes read. */
  private <T> long pushSplit(TaskContext context, Source<T> source, Slice slice, Collector out)
      throws IOException {
    check(slice);
    Split split = slice.split();
    try (RecordReader<T> reader = source.open(context.files(), split)) {
      context.reading(reader::position);
      boolean more = true;
      while (more) {
        context.checkStopped();
        more = reader.read(out, BATCH);
      }
      check(slice);
      return reader.bytesRead();
    } catch (IOException e) {
      throw naming(split, stamps(slice).explain(split, e));
    }
  }

  /** The failure of a reader, with the name of the file if it does not say it itself. */
  static IOException naming(Split split, IOException e) {
    String message = Failures.describe(e);
    return message.contains(split.path()) ? e : new IOException(split.path() + ": " + message, e);
  }

  @SuppressWarnings("unchecked") // records are read with the codecs that they were written with
  private void pushMerged(
      TaskContext context, RoundInput.Merged merged, Slice slice, TaskScopes scopes, Collector out)
      throws IOException {
    Operation.GroupByKey group = merged.group();
    List<MergeFeed.Side> sides = new ArrayList<>();
    for (RoundInput.Side side : merged.sides()) {
      UnaryOperator<Collector> steps =
          side.mapper().operations().isEmpty() ? null : end -> side.mapper().open(scopes, end);
      Codec<Object> values = (Codec<Object>) side.data().shape().value();
      sides.add(new MergeFeed.Side(partition(side.data().id(), slice), values, steps));
    }
    MergeFeed.push(context, (Codec<Object>) group.shape().key(), sides, out);
  }
}
