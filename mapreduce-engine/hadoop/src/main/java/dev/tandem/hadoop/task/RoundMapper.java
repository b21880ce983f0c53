package dev.tandem.hadoop.task;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.hadoop.shuffle.Emitter;
import dev.tandem.hadoop.shuffle.ShuffleKey;
import dev.tandem.hadoop.shuffle.ShuffleValue;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.run.Scopes;
import dev.tandem.mapreduce.run.Slice;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;

/** Runs the map function of a round. */
public final class RoundMapper {
  private RoundMapper() {}

  /** In a round with reduce tasks: into Hadoop's sort. */
  public static final class Sorting
      extends Mapper<NullWritable, SliceReader, ShuffleKey, ShuffleValue> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      TaskRun task = TaskRun.of(context.getConfiguration());
      SliceReader reader = context.getCurrentValue();
      task.run(
          () -> {
            Round round = task.round();
            int input = reader.slice().input().input();
            push(task, reader, new Emitter(context, PlannedShuffle.of(round.shuffle()), input));
          });
    }
  }

  /** In a round without: to the outputs. */
  public static final class Writing extends Mapper<NullWritable, SliceReader, Object, Object> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      TaskRun task = TaskRun.of(context.getConfiguration());
      SliceReader reader = context.getCurrentValue();
      task.run(
          () -> {
            try {
              push(task, reader, new ToOutput(context));
            } catch (TaskStopped e) {
              task.outputs().ifFull(e);
            }
          });
    }
  }

  private static void push(TaskRun task, SliceReader reader, Collector out) throws IOException {
    Slice slice = reader.slice();
    TaskScopes scopes = Scopes.ofMap(task.context(), slice);
    reader.pushTo(scopes, ((FusedSteps) slice.input().mapper()).open(scopes, out));
  }
}
