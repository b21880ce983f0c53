package dev.tandem.mapreduce.run;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.explain.counters.TaskMeter;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.LoopTask;
import dev.tandem.mapreduce.plan.ReduceLoop;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.recover.MapOutputs;
import dev.tandem.mapreduce.shuffle.Fetch;
import dev.tandem.mapreduce.shuffle.NativeShuffle;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import dev.tandem.mapreduce.shuffle.Prints;
import dev.tandem.mapreduce.shuffle.Reduction;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.shuffle.Shuffle;
import dev.tandem.mapreduce.shuffle.ShuffleSettings;
import dev.tandem.mapreduce.shuffle.SortSettings;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Twin of the RDD engine's {@code StageTask}: begins where a shuffle ends, and never in its middle.
 *
 * <p>Fetches one partition of all map outputs, merges it and passes its groups through the reduce
 * function into the outputs.
 *
 * @param round that it belongs to
 * @param shuffle of the round
 * @param maps where the map outputs are
 * @param settings of the merge
 * @param copying whether and how map outputs are copied
 * @param stage of the run's files
 * @param store of results for later rounds
 * @param skipsFrom the attempt from which on bad groups are left out; a huge number for none
 * @param bad the bad groups of each partition as far as they are known
 */
record ReduceTask(
    Round round,
    Shuffle shuffle,
    MapOutputs maps,
    SortSettings settings,
    ShuffleSettings copying,
    OutputStage stage,
    ResultStore store,
    int skipsFrom,
    List<BadRecords> bad)
    implements Task<TaskResult> {
  @Override
  public TaskResult run(TaskContext context) throws IOException, FetchFailure {
    TaskMeter meter = new TaskMeter();
    int version = maps.version();
    context.onCommit(() -> maps.confirm(version));
    TaskOutputs outputs =
        new TaskOutputs(context, round, true, context, TaskOutputs.Places.of(stage, store));
    Counted out = new Counted(context, outputs.entrance());
    Fetch fetch = new Fetch(context, shuffle, settings, copying, maps.unit());
    TaskScope combining = shuffle.combineStep() == null ? null : context.of(shuffle.combineStep());
    TaskCounters skipped = new TaskCounters();
    if (round.reducer() instanceof FusedSteps steps) {
      SkippingFeed skipping = skips(context) ? skipping(steps, context, out) : null;
      Collector reduce = skipping == null ? steps.open(context, out) : skipping;
      fetch.run(maps, combining, pushing(context, combining, reduce, outputs));
      finish(skipping, skipped);
    } else {
      fetch.run(maps, combining, pulling((ReduceLoop) round.reducer(), context, out, skipped));
    }
    TaskCounters counters = fetch.counters();
    counters.add(skipped);
    counters.add(TaskCounter.REDUCE_OUTPUT_RECORDS, out.records());
    counters.add(TaskCounter.SPILLED_RECORDS, context.ledger(), Measure.SPILLED_RECORDS);
    Map<Integer, Run> kept = outputs.finish();
    counters.add(context.traffic());
    meter.stop(counters, false);
    return new TaskResult(context.node(), null, Prints.NONE, kept, counters, fetch.times());
  }

  private SkippingFeed skipping(FusedSteps steps, TaskContext context, Collector out) {
    return new SkippingFeed(
        bad(context),
        end -> steps.open(context, end),
        end -> steps.open(Scopes.uncounted(context), end),
        out);
  }

  private static void finish(SkippingFeed skipping, TaskCounters skipped) {
    if (skipping != null) {
      skipping.finish();
      count(skipped, skipping.skipped(), skipping.skippedValues());
    }
  }

  private Reduction pushing(
      TaskContext context, TaskScope combining, Collector reduce, TaskOutputs outputs) {
    return Reduction.pushing(
        context,
        PlannedShuffle.of(shuffle),
        combining,
        context.faultBefore("reduce.record", reduce),
        outputs::ifFull);
  }

  private Reduction pulling(
      ReduceLoop reducer, TaskContext context, Collector out, TaskCounters skipped) {
    TaskOutputs.Places places = TaskOutputs.Places.of(stage, store);
    LoopTask.SideFiles files =
        (write, base) ->
            LoopTask.SideFile.of(places.side(context, write, base, true, context.attempt().task()));
    LoopTask task = new LoopTask(context, context.of(round.group()), false, null, out, files);
    Collector point = context.faultBefore("reduce.record", (key, value) -> {});
    SkippingLoop skipping = new SkippingLoop(bad(context), skips(context));
    return Reduction.pulling(
        context,
        (NativeShuffle) shuffle,
        groups -> {
          long values = new PartitionGroups(groups, point, skipping).run(reducer, task);
          if (skipping.skips()) {
            count(skipped, skipping.skipped(), values);
          }
        });
  }

  /** Whether bad groups are left out of this attempt. */
  private boolean skips(TaskContext context) {
    return context.attempt().number() >= skipsFrom;
  }

  private BadRecords bad(TaskContext context) {
    return bad.get(context.attempt().task());
  }

  private static void count(TaskCounters skipped, long groups, long values) {
    skipped.add(TaskCounter.REDUCE_SKIPPED_GROUPS, groups);
    skipped.add(TaskCounter.REDUCE_SKIPPED_RECORDS, values);
    skipped.add(TaskCounter.REDUCE_INPUT_GROUPS, -groups);
    skipped.add(TaskCounter.REDUCE_INPUT_RECORDS, -values);
  }
}
