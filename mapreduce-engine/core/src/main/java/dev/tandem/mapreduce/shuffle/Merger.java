package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
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
  private final int factor;
  private final RecordOrder slow;
  private int passes;
  private int firstOwn;

  /**
   * @param factor how many runs are merged at once
   * @param slow the order, or null for that of the sort keys' bytes
   */
  Merger(TaskContext context, int factor, RecordOrder slow) {
    this.context = context;
    this.factor = factor;
    this.slow = slow;
  }

  /**
   * Merges until at most {@code factor} runs are left.
   *
   * @param runs all with the same number of segments; empty ones are dropped
   * @param own whether the runs are this task's own and can be deleted when they have been merged
   */
  List<Run> down(List<Run> runs, boolean own) throws IOException {
    PriorityQueue<Run> left = new PriorityQueue<>(Math.max(1, runs.size()), SMALLEST_FIRST);
    runs.stream().filter(run -> run.records() > 0).forEach(left::add);
    int nextOrigin = runs.stream().mapToInt(Run::origin).max().orElse(0) + 1;
    firstOwn = own ? Integer.MIN_VALUE : nextOrigin;
    for (int pass : MergePlan.passes(left.size(), factor)) {
      List<Run> taken = new ArrayList<>(pass);
      for (int i = 0; i < pass; i++) {
        taken.add(left.remove());
      }
      left.add(merge(taken, nextOrigin++));
      delete(taken);
    }
    return left.stream().sorted(Comparator.comparingInt(Run::origin)).toList();
  }

  /** Deletes those of some runs that are the task's own: they have been merged. */
  void delete(List<Run> merged) throws IOException {
    for (Run run : merged) {
      if (run.origin() >= firstOwn) {
        context.files().delete(run.path());
      }
    }
  }

  private Run merge(List<Run> taken, int origin) throws IOException {
    context.fault("merge.write");
    taken.sort(Comparator.comparingInt(Run::origin));
    int partitions = taken.get(0).segments().size();
    return RunFile.write(
        context, "merge" + passes++, partitions, origin, new MergedRuns(context, taken, slow));
  }
}
