package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges the runs of one task down to as many as can be read at once, the smallest first, on the
 * task's own disk.
 */
final class Merger {
  private static final Comparator<Run> SMALLEST_FIRST =
      Comparator.comparingLong(Run::bytes).thenComparingInt(Run::origin);

  /** Every so many records (a power of two, less one) a task looks whether it was stopped. */
  static final int CHECK_MASK = (1 << 14) - 1;

  private final TaskContext context;
  private final FileStore files;
  private final SortSettings settings;
  private final RecordOrder slow;
  private int passes;
  private int firstOwn;

  /**
   * @param settings how many runs are merged at once, and how they are written
   * @param slow the order, or null for that of the sort keys' bytes
   */
  Merger(TaskContext context, SortSettings settings, RecordOrder slow) {
    this(context, context.files(), settings, slow);
  }

  /** As above, for runs that lie elsewhere. */
  Merger(TaskContext context, FileStore files, SortSettings settings, RecordOrder slow) {
    this.context = context;
    this.files = files;
    this.settings = settings;
    this.slow = slow;
  }

  /**
   * Merges until at most {@link SortSettings#factor} runs are left.
   *
   * @param runs all with the same number of segments; empty ones are dropped
   * @param own whether the runs are this task's own and can be deleted when they have been merged
   */
  List<Run> down(List<Run> runs, boolean own) throws IOException {
    int nextOrigin = runs.stream().mapToInt(Run::origin).max().orElse(0) + 1;
    firstOwn = own ? Integer.MIN_VALUE : nextOrigin;
    return merge(runs, List.of(), nextOrigin);
  }

  /**
   * As {@link #down(List, boolean)}, for runs of this task's own. Runs that are in memory do not
   * count, and leave it with the first pass.
   *
   * @param onDisk runs that are files
   * @param inMemory runs that are not
   * @param nextOrigin the first free number for merged runs
   */
  List<Run> down(List<Run> onDisk, List<Run> inMemory, int nextOrigin) throws IOException {
    firstOwn = Integer.MIN_VALUE;
    return merge(onDisk, inMemory, nextOrigin);
  }

  private List<Run> merge(List<Run> runs, List<Run> inMemory, int firstOrigin) throws IOException {
    PriorityQueue<Run> left = new PriorityQueue<>(Math.max(1, runs.size()), SMALLEST_FIRST);
    runs.stream().filter(run -> run.records() > 0).forEach(left::add);
    List<Run> first = inMemory;
    int origin = firstOrigin;
    for (int pass : MergePlan.passes(left.size(), settings.factor())) {
      List<Run> taken = new ArrayList<>(first);
      first = List.of();
      for (int i = 0; i < pass; i++) {
        taken.add(left.remove());
      }
      left.add(merge(taken, origin++));
      delete(taken);
    }
    left.addAll(first);
    return left.stream().sorted(Comparator.comparingInt(Run::origin)).toList();
  }

  /** Deletes those of some runs that are the task's own: they have been merged. */
  void delete(List<Run> merged) throws IOException {
    for (Run run : merged) {
      if (run.origin() >= firstOwn) {
        files.delete(run.path());
      }
    }
  }

  private Run merge(List<Run> taken, int origin) throws IOException {
    context.fault("merge.write");
    taken.sort(Comparator.comparingInt(Run::origin));
    int partitions = taken.get(0).segments().size();
    return RunFile.write(
        context,
        "merge" + passes++,
        partitions,
        origin,
        settings.compression(),
        new MergedRuns(context, files, taken, slow));
  }
}
