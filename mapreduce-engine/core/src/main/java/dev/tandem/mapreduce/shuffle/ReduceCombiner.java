package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The combiner on the reduce side: goes over what is merged out of memory, as Hadoop's does.
 * Thread-safe.
 */
final class ReduceCombiner {
  /** Leaves records as they are. */
  static final ReduceCombiner NONE = new ReduceCombiner(null);

  private final Supplier<SpillWriter> writers;
  private final AtomicLong in = new AtomicLong();
  private final AtomicLong out = new AtomicLong();

  /**
   * @param writers make what writes one merge, or null
   */
  ReduceCombiner(Supplier<SpillWriter> writers) {
    this.writers = writers;
  }

  /** Records that went in. */
  long in() {
    return in.get();
  }

  /** Records that came out. */
  long out() {
    return out.get();
  }

  /** Runs as one, combined. */
  MergedRuns over(TaskContext context, FileStore files, List<Run> runs, RecordOrder slow) {
    if (writers == null) {
      return new MergedRuns(context, files, runs, slow);
    }
    return new MergedRuns(context, files, runs, slow) {
      @Override
      void write(Merge merge, RunWriter to) throws IOException {
        SpillWriter writer = writers.get();
        writer.writeCombined(merge, to);
        in.addAndGet(writer.combined());
        out.addAndGet(writer.combinedTo());
      }
    };
  }
}
