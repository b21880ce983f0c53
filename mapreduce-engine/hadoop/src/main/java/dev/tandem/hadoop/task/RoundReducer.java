package dev.tandem.hadoop.task;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.hadoop.shuffle.Grouped;
import dev.tandem.hadoop.shuffle.ShuffleKey;
import dev.tandem.hadoop.shuffle.ShuffleValue;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.shuffle.Fold;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;

/** Runs the reduce function of a round. */
public final class RoundReducer extends Reducer<ShuffleKey, ShuffleValue, Object, Object> {
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    TaskRun task = TaskRun.of(context.getConfiguration());
    task.run(
        () -> {
          Round round = task.round();
          Grouped groups = new Grouped(context, PlannedShuffle.of(round.shuffle()));
          Collector reduce =
              ((FusedSteps) round.reducer()).open(task.context(), new ToOutput(context));
          try {
            push(groups, task.reducing(), reduce);
          } catch (TaskStopped e) {
            task.outputs().ifFull(e);
            groups.drain();
          }
        });
  }

  private static void push(Grouped groups, Fold fold, Collector reduce) {
    if (fold == null) {
      groups.pushTo(reduce);
    } else {
      groups.pushFolded(fold, reduce);
    }
  }
}
