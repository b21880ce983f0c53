package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.List;

/** Several runs as one. */
class MergedRuns implements RunFile {
  private final TaskContext context;
  private final FileStore files;
  private final List<Run> runs;
  private final RecordOrder slow;

  /**
   * @param context the attempt
   * @param files where the runs are
   * @param runs with the same number of segments, ordered by origin
   * @param slow their order, or null for that of the sort keys' bytes
   */
  MergedRuns(TaskContext context, FileStore files, List<Run> runs, RecordOrder slow) {
    this.context = context;
    this.files = files;
    this.runs = runs;
    this.slow = slow;
  }

  @Override
  public final boolean isEmpty(int partition) {
    return runs.stream().allMatch(run -> run.segments().get(partition).isEmpty());
  }

  @Override
  public final void write(int partition, RunWriter out) throws IOException {
    context.fault("merge.read");
    try (Merge merge = Merge.open(files, runs, partition, slow)) {
      write(merge, out);
    }
  }

  /** Writes the merged records of one partition; here as they are. */
  void write(Merge merge, RunWriter out) throws IOException {
    while (merge.next()) {
      Cursor at = merge.current();
      out.write(at.bytes, at.keyFrom, at.keyLength, at.bytes, at.valueFrom(), at.valueLength());
      if ((merge.records() & Merger.CHECK_MASK) == 0) {
        context.checkStopped();
      }
    }
  }
}
