package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.explain.counters.TaskMeter;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.LoopTask;
import dev.tandem.mapreduce.plan.MapLoop;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.shuffle.MapOutput;
import dev.tandem.mapreduce.shuffle.Prints;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.shuffle.Shuffle;
import dev.tandem.mapreduce.shuffle.SortMemory;
import dev.tandem.mapreduce.shuffle.SortSettings;
import dev.tandem.mapreduce.store.ResultStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Twin of the RDD engine's {@code StageTask}: one of two kinds of task here, of one kind there.
 *
 * <p>Reads one slice through the map function into the sort buffer, or into the outputs in a round
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
 * @param skipsFrom the attempt from which on bad records are left out; a huge number for none
 * @param bad the slice's bad records as far as they are known
 */
record MapTask(
    Round round,
    Shuffle shuffle,
    Slice slice,
    InputFeed feed,
    SortSettings settings,
    SortMemory memory,
    OutputStage stage,
    ResultStore store,
    int skipsFrom,
    BadRecords bad)
    implements Task<TaskResult> {
  private static final String SPLIT_CLASS = "org.apache.hadoop.mapreduce.lib.input.FileSplit";

  @Override
  public int number() {
    return slice.task();
  }

  @Override
  public int preferredNode() {
    return feed.home(slice);
  }

  @Override
  public TaskResult run(TaskContext context) throws IOException {
    TaskScopes scopes = Scopes.ofMap(context, slice);
    TaskMeter meter = new TaskMeter();
    TaskResult result = shuffle == null ? write(context, scopes) : sort(context, scopes);
    TaskCounters counters = result.counters();
    counters.add(TaskCounter.SPLIT_RAW_BYTES, rawBytes(context.files().scheme()));
    counters.add(TaskCounter.SPILLED_RECORDS, context.ledger(), Measure.SPILLED_RECORDS);
    counters.add(context.traffic());
    meter.stop(counters, true);
    return result;
  }

  /** As Hadoop writes the class of a split, its path with the scheme, its start and its length. */
  private long rawBytes(String scheme) {
    if (slice.split() == null) {
      return 0;
    }
    String split = slice.split().path();
    String whole = split.startsWith("/") ? scheme + ":" + split : split;
    int path = whole.getBytes(StandardCharsets.UTF_8).length;
    return 1
        + SPLIT_CLASS.length()
        + (path < 128 ? 1 : path < 256 ? 2 : 3)
        + path
        + 2L * Long.BYTES;
  }

  /** Passes all records through the map function. */
  private void map(TaskContext context, TaskScopes scopes, Collector out, TaskCounters counters)
      throws IOException {
    if (slice.input().mapper() instanceof MapLoop loop) {
      loop(loop, context, out, counters);
      return;
    }
    FusedSteps steps = (FusedSteps) slice.input().mapper();
    if (context.attempt().number() < skipsFrom) {
      Counted in = new Counted(context, steps.open(scopes, out));
      try {
        feed.push(context, slice, scopes, context.faultBefore("map.record", in));
      } finally {
        counters.add(TaskCounter.MAP_INPUT_RECORDS, in.records());
      }
      counters.add(TaskCounter.MAP_SKIPPED_RECORDS, 0);
      return;
    }
    TaskScopes looking = Scopes.uncounted(scopes);
    SkippingFeed in =
        new SkippingFeed(bad, end -> steps.open(scopes, end), end -> steps.open(looking, end), out);
    try {
      feed.push(context, slice, scopes, context.faultBefore("map.record", in));
      in.finish();
    } finally {
      counters.add(TaskCounter.MAP_INPUT_RECORDS, in.records() - in.skipped());
      counters.add(TaskCounter.MAP_SKIPPED_RECORDS, in.skipped());
    }
  }

  /** Lets a loop pull the records. */
  private void loop(MapLoop loop, TaskContext context, Collector out, TaskCounters counters)
      throws IOException {
    Operation.Read read = ((RoundInput.Splits) slice.input().from()).read();
    TaskScope scope = context.scopes(slice.index()).of(read);
    TaskOutputs.Places places = TaskOutputs.Places.of(stage, store);
    LoopTask.SideFiles files =
        (write, base) ->
            LoopTask.SideFile.of(
                places.side(context, write, base, false, context.attempt().task()));
    feed.check(slice);
    SkippingLoop skipping = new SkippingLoop(bad, context.attempt().number() >= skipsFrom);
    try (SplitRecords records =
        SplitRecords.open(context, read.source(), slice.split(), skipping)) {
      records.run(loop, new LoopTask(context, scope, true, slice.split(), out, files));
      records.close();
      feed.check(slice);
      counters.add(TaskCounter.MAP_INPUT_RECORDS, records.taken() - skipping.skipped());
    }
    counters.add(TaskCounter.MAP_SKIPPED_RECORDS, skipping.skipped());
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
    TaskCounters counters = new TaskCounters();
    map(context, scopes, output, counters);
    Run run = output.finish();
    counters.add(TaskCounter.MAP_OUTPUT_BYTES, output.bytes());
    counters.add(TaskCounter.MAP_OUTPUT_MATERIALIZED_BYTES, run.bytes());
    Ledger ledger = context.ledger();
    counters.add(TaskCounter.MAP_OUTPUT_RECORDS, ledger, Measure.MAP_OUTPUT_RECORDS);
    if (shuffle.combines()) {
      counters.add(TaskCounter.COMBINE_INPUT_RECORDS, ledger, Measure.COMBINE_INPUT_RECORDS);
      counters.add(TaskCounter.COMBINE_OUTPUT_RECORDS, ledger, Measure.COMBINE_OUTPUT_RECORDS);
    }
    return new TaskResult(context.node(), run, output.prints(), Map.of(), counters, null);
  }

  private TaskResult write(TaskContext context, TaskScopes scopes) throws IOException {
    boolean shuffled = slice.input().from().shuffled();
    TaskOutputs outputs =
        new TaskOutputs(context, round, shuffled, context, TaskOutputs.Places.of(stage, store));
    Counted out = new Counted(context, outputs.entrance());
    TaskCounters counters = new TaskCounters();
    try {
      map(context, scopes, out, counters);
    } catch (TaskStopped e) {
      outputs.ifFull(e);
    }
    counters.add(TaskCounter.MAP_OUTPUT_RECORDS, out.records());
    return new TaskResult(context.node(), null, Prints.NONE, outputs.finish(), counters, null);
  }
}
