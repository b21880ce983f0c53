package dev.tandem.hadoop.task;

import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Hadoop's own committer, version 1, in the folder of the job. With its files each task commits
 * what it has to tell the driver: Hadoop's counters among it, which are complete by then.
 */
public final class RoundCommitter extends FileOutputCommitter {
  RoundCommitter(Path out, TaskAttemptContext context) throws IOException {
    super(out, context);
  }

  /** Always: every task has something to tell. */
  @Override
  public boolean needsTaskCommit(TaskAttemptContext context) {
    return true;
  }

  @Override
  public void commitTask(TaskAttemptContext context) throws IOException {
    TaskRun task = TaskRun.of(context.getConfiguration());
    try {
      if (task.round().isReducing()) {
        if (context.getTaskAttemptID().getTaskType() == TaskType.MAP) {
          countMap(context, task.context().ledger());
        } else {
          countReduce(context, task.context().ledger());
        }
      }
      task.report();
      super.commitTask(context);
    } catch (IOException | RuntimeException e) {
      task.failed(e);
      throw e;
    }
    TaskRun.end(context.getConfiguration(), context.getTaskAttemptID());
  }

  @Override
  public void abortTask(TaskAttemptContext context) throws IOException {
    super.abortTask(context);
    TaskRun.end(context.getConfiguration(), context.getTaskAttemptID());
  }

  private static long value(TaskAttemptContext context, TaskCounter counter) {
    return context.getCounter(counter).getValue();
  }

  /** Records that combining has taken away in this task. */
  private static long combinedAway(TaskAttemptContext context) {
    return value(context, TaskCounter.COMBINE_INPUT_RECORDS)
        - value(context, TaskCounter.COMBINE_OUTPUT_RECORDS);
  }

  private static void countMap(TaskAttemptContext context, Ledger ledger) {
    long emitted = value(context, TaskCounter.MAP_OUTPUT_RECORDS);
    ledger.add(Measure.MAP_OUTPUT_RECORDS, emitted);
    ledger.add(Measure.COMBINE_INPUT_RECORDS, value(context, TaskCounter.COMBINE_INPUT_RECORDS));
    ledger.add(Measure.COMBINE_OUTPUT_RECORDS, value(context, TaskCounter.COMBINE_OUTPUT_RECORDS));
    ledger.add(Measure.SHUFFLE_RECORDS, emitted - combinedAway(context));
    ledger.add(Measure.SHUFFLE_BYTES, value(context, TaskCounter.MAP_OUTPUT_MATERIALIZED_BYTES));
    ledger.add(Measure.SPILLED_RECORDS, value(context, TaskCounter.SPILLED_RECORDS));
  }

  /** What merges on the reduce side have combined away had been fetched before. */
  private static void countReduce(TaskAttemptContext context, Ledger ledger) {
    ledger.add(
        Measure.FETCHED_RECORDS,
        value(context, TaskCounter.REDUCE_INPUT_RECORDS) + combinedAway(context));
    ledger.add(Measure.GROUPS, value(context, TaskCounter.REDUCE_INPUT_GROUPS));
    ledger.add(Measure.SPILLED_RECORDS, value(context, TaskCounter.SPILLED_RECORDS));
  }
}
