package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.shuffle.MapOutput;
import dev.tandem.mapreduce.shuffle.Shuffle;
import dev.tandem.mapreduce.shuffle.SortMemory;
import dev.tandem.mapreduce.shuffle.SortSettings;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.Map;

/**
 * Reads one slice through the map function into the sort buffer, or into the outputs in a round
 * without reduce tasks.
 *
 * @param round that it belongs to
 * @param shuffle of the round with its bounds, or null
 * @param slice what it reads
 * @param feed reads it
 * @param settings of the sort
 * @param memory of sort buffers
 * @param stage of the run's files
 * @param store of results for later rounds
 */
record MapTask(
    Round round,
    Shuffle shuffle,
    Slice slice,
    InputFeed feed,
    SortSettings settings,
    SortMemory memory,
    OutputStage stage,
    ResultStore store)
    implements Task<TaskResult> {
  @Override
  public int number() {
    return slice.task();
  }

  @Override
  public TaskResult run(TaskContext context) throws IOException {
    TaskScopes scopes = Scopes.ofMap(context, slice);
    return shuffle == null ? write(context, scopes) : sort(context, scopes);
  }

  private TaskResult sort(TaskContext context, TaskScopes scopes) throws IOException {
    int input = slice.input().input();
    MapOutput output =
        new MapOutput(
            context,
            shuffle,
            settings,
            input,
            Scopes.ofCombiner(context, shuffle.combineStep()),
            memory);
    feed.push(context, slice, scopes, slice.input().mapper().open(scopes, output));
    return new TaskResult(context.node(), output.finish(), Map.of());
  }

  private TaskResult write(TaskContext context, TaskScopes scopes) throws IOException {
    boolean shuffled = slice.input().from().shuffled();
    TaskOutputs outputs =
        new TaskOutputs(context, round, shuffled, context, TaskOutputs.Places.of(stage, store));
    try {
      feed.push(context, slice, scopes, slice.input().mapper().open(scopes, outputs.entrance()));
    } catch (TaskStopped e) {
      outputs.ifFull(e);
    }
    return new TaskResult(context.node(), null, outputs.finish());
  }
}
