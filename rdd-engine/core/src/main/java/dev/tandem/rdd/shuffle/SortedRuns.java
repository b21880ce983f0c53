package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunReader;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.rdd.store.TaskResources;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The runs that one grouper has spilled, each sorted. */
final class SortedRuns implements Closeable {
  private final TaskResources context;
  private final RunForm form;
  private final Deque<Run> runs = new ArrayDeque<>();
  private RunMerge open;

  /**
   * A sorted run.
   *
   * @param damage what to say if it cannot be read; null for a run of this task's own
   */
  private record Run(String path, Segment segment, Damage damage) {
    RunReader open(FileStore files) throws IOException {
      if (damage == null) {
        return new RunReader(files, path, segment);
      }
      try {
        return new RunReader(files, path, segment);
      } catch (IOException | CorruptDataException e) {
        throw damage.of(e).unchecked();
      }
    }

    void delete(FileStore files) throws IOException {
      if (damage == null) {
        files.delete(path);
      }
    }
  }

  /** Writes the records of a run, in order. */
  @FunctionalInterface
  interface Content {
    /** Writes everything to {@code run}. */
    void writeTo(RunWriter run) throws IOException;
  }

  SortedRuns(TaskResources context, RunForm form) {
    this.context = context;
    this.form = form;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Adds a run that a map task has written, and that others may read too. */
  void add(String path, Segment segment, Damage damage) {
    runs.add(new Run(path, segment, damage));
  }

  /** Writes a run and adds it. */
  void add(Content content) {
    try (RunWriter writer = new RunWriter(context.files(), context.newFile("run"))) {
      context.task().fault("reduce.spill.write");
      context.task().checkStopped();
      content.writeTo(writer);
      Segment segment = writer.endSegment();
      runs.add(new Run(writer.path(), segment, null));
      context.count(Measure.SPILLED_RECORDS, segment.records());
      context.count(Measure.SPILLED_BYTES, segment.bytes());
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /**
   * All records in order. With more runs than can be merged at once, the oldest are merged into new
   * ones first.
   */
  RunMerge merge() throws IOException {
    int factor = context.task().budget().mergeFactor();
    while (runs.size() > factor) {
      List<Run> oldest = new ArrayList<>();
      while (oldest.size() < factor) {
        oldest.add(runs.remove());
      }
      try (RunMerge merge = open(oldest)) {
        context.task().fault("merge.write");
        add(writer -> copy(merge, writer));
      }
      for (Run run : oldest) {
        run.delete(context.files());
      }
    }
    open = open(List.copyOf(runs));
    return open;
  }

  private RunMerge open(List<Run> some) throws IOException {
    List<RunCursor> cursors = new ArrayList<>();
    context.task().fault("merge.read");
    try {
      for (Run run : some) {
        cursors.add(new RunCursor(form, run.open(context.files()), run.damage()));
      }
      return new RunMerge(cursors);
    } catch (IOException | RuntimeException e) {
      for (RunCursor cursor : cursors) {
        cursor.close();
      }
      throw e;
    }
  }

  private static void copy(RunMerge merge, RunWriter writer) throws IOException {
    while (merge.head() != null) {
      RunReader from = merge.head().reader();
      writer.write(
          from.buffer(),
          from.keyOffset(),
          from.keyLength(),
          from.buffer(),
          from.valueOffset(),
          from.valueLength());
      merge.advance();
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
    for (Run run : runs) {
      run.delete(context.files());
    }
  }
}
