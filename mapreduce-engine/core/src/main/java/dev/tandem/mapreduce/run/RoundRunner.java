package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.TaskSet;
import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.mapreduce.explain.counters.RoundCounters;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.explain.history.ReduceTimes;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.recover.MapOutputs;
import dev.tandem.mapreduce.shuffle.Run;
import dev.tandem.mapreduce.shuffle.Shuffle;
import dev.tandem.mapreduce.shuffle.ShuffleSettings;
import dev.tandem.mapreduce.shuffle.SortMemory;
import dev.tandem.mapreduce.shuffle.SortSettings;
import dev.tandem.mapreduce.store.ResultStore;
import dev.tandem.mapreduce.store.StoredResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Twin of the RDD engine's {@code StageRunner}: runs one round at a time, map tasks and then reduce
 * tasks, with nothing but files in between (a slow start lets reduce tasks copy before the last map
 * task has ended, never reduce); a stage there reads what others have left in memory, and is
 * skipped where that is still there.
 */
public final class RoundRunner implements Rounds {
  private final Cluster cluster;
  private final OutputStage stage;
  private final ResultStore store;
  private final SortSettings settings;
  private final ShuffleSettings copying;
  private final SchedulingSettings scheduling;
  private final Slices slices;
  private final SortMemory memory = new SortMemory();
  private final RoundBooks books;

  /**
   * @param cluster runs the tasks
   * @param stage takes the files of the run's output
   * @param store takes results for later rounds
   */
  public RoundRunner(Cluster cluster, OutputStage stage, ResultStore store) {
    this.cluster = cluster;
    this.stage = stage;
    this.store = store;
    this.settings = SortSettings.of(cluster.options());
    this.copying = ShuffleSettings.of(cluster.options());
    this.scheduling = SchedulingSettings.of(cluster.options());
    this.slices = new Slices(cluster, store, true);
    this.books = new RoundBooks(cluster);
  }

  @Override
  public ResultStore store() {
    return store;
  }

  @Override
  public void run(Round round) {
    List<Slice> cut = slices.of(round);
    InputFeed feed = new InputFeed(slices, cut, store);
    boolean uber = isUber(round, cut);
    Shuffle shuffle = round.shuffle();
    if (shuffle != null && shuffle.needsSample()) {
      TaskPolicy policy = scheduling.ofMaps(uber);
      int skipsFrom = scheduling.skipsRecordsFrom();
      shuffle = BoundsSample.resolve(cluster, round, cut, feed, policy, skipsFrom);
    }
    Shuffle resolved = shuffle;
    List<MapTask> maps = cut.stream().map(slice -> mapTask(round, resolved, slice, feed)).toList();
    TaskCounters counted = new TaskCounters();
    boolean complete = false;
    try {
      run(round, shuffle, maps, uber, counted);
      complete = true;
    } finally {
      books.end(round, counted, uber, complete, maps);
    }
    maps.forEach(task -> tellSkipped(unit(round, "map"), task));
    cluster.log().unitRan();
  }

  private void run(
      Round round, Shuffle shuffle, List<MapTask> maps, boolean uber, TaskCounters counted) {
    if (round.isReducing()) {
      reduce(round, shuffle, maps, uber, counted);
      return;
    }
    TaskPolicy policy = scheduling.ofMaps(uber);
    if (takes(round) != null) {
      take(round, maps, takes(round), policy, counted);
    } else {
      TaskSet<TaskResult> mapping = TaskSet.of(unit(round, "map"), maps);
      keep(round, run(mapping.scheduled(policy), counted));
    }
  }

  @Override
  public List<String> check(Ledger ledger) {
    return books.check(ledger);
  }

  private MapTask mapTask(Round round, Shuffle shuffle, Slice slice, InputFeed feed) {
    return new MapTask(
        round,
        shuffle,
        slice,
        feed,
        settings,
        memory,
        stage,
        store,
        scheduling.skipsRecordsFrom(),
        new BadRecords());
  }

  private boolean isUber(Round round, List<Slice> slices) {
    int reduces = round.isReducing() ? round.shuffle().partitions() : 0;
    long bytes =
        slices.stream()
            .filter(slice -> slice.split() != null)
            .mapToLong(slice -> slice.split().length())
            .sum();
    return scheduling.uber().takes(slices.size(), reduces, bytes);
  }

  private void tellSkipped(String unit, int task, BadRecords bad, String what) {
    if (bad.count() > 0) {
      cluster
          .log()
          .warn(
              unit
                  + ", task "
                  + task
                  + ": "
                  + bad.count()
                  + " bad "
                  + what
                  + " were left out; "
                  + bad.first());
    }
  }

  private void tellSkipped(String unit, MapTask task) {
    String where = task.slice().split() == null ? "" : " of " + task.slice().split().path();
    tellSkipped(unit, task.number(), task.bad(), "records" + where);
  }

  /** Runs tasks and adds what they counted. */
  private List<TaskResult> run(TaskSet<TaskResult> tasks, TaskCounters counted) {
    return cluster.run(tasks.onAccepted((result, task) -> books.count(result, counted)));
  }

  @Override
  public Map<Integer, Map<Integer, ReduceTimes>> reduceTimes() {
    return books.reduceTimes();
  }

  @Override
  public boolean lackTasks() {
    return books.lackTasks();
  }

  @Override
  public List<RoundCounters> counters() {
    return books.counters();
  }

  private static String unit(Round round, String phase) {
    return "round " + round.number() + " " + phase + ": " + round.name();
  }

  private void reduce(
      Round round, Shuffle shuffle, List<MapTask> maps, boolean uber, TaskCounters counted) {
    MapOutputs outputs = mapOutputs(unit(round, "map"), maps, scheduling.ofMaps(uber));
    TaskSet<TaskResult> mapping =
        TaskSet.<TaskResult>of(outputs.unit(), maps)
            .onAccepted(
                (result, task) -> {
                  books.count(result, counted);
                  put(outputs, TaskResult.orNothing(result, round), task);
                })
            .scheduled(scheduling.ofMaps(uber));
    List<BadRecords> bad = Stream.generate(BadRecords::new).limit(shuffle.partitions()).toList();
    ReduceTask reduce =
        new ReduceTask(
            round,
            shuffle,
            outputs,
            settings,
            copying,
            stage,
            store,
            scheduling.skipsGroupsFrom(),
            bad);
    List<ReduceTask> reduces = Collections.nCopies(shuffle.partitions(), reduce);
    TaskSet<TaskResult> reducing =
        TaskSet.<TaskResult>of(unit(round, "reduce"), reduces)
            .onAccepted(
                (result, task) -> {
                  books.count(result, counted);
                  books.note(round, task, result);
                })
            .onFetchFailure(outputs)
            .scheduled(scheduling.ofReduces(uber));
    keep(round, run(mapping, reducing, uber));
    for (int i = 0; i < bad.size(); i++) {
      tellSkipped(unit(round, "reduce"), i, bad.get(i), "groups");
    }
    counted.add(TaskCounter.FAILED_SHUFFLE, outputs.failures());
    books.close(outputs);
    outputs.delete();
  }

  /**
   * What is lost was there, and reduce tasks may have used it: a task that runs again is not given
   * up.
   */
  private MapOutputs mapOutputs(String unit, List<MapTask> maps, TaskPolicy policy) {
    MapOutputs[] outputs = new MapOutputs[1];
    outputs[0] =
        new MapOutputs(
            cluster,
            unit,
            maps.size(),
            settings.indexed(),
            lost ->
                cluster.run(
                    TaskSet.<TaskResult>of(unit, lost.stream().map(maps::get).toList())
                        .onAccepted((result, task) -> put(outputs[0], result, task))
                        .recomputing()
                        .scheduled(policy.withFailedPercent(0))));
    return outputs[0];
  }

  /**
   * Where map outputs are copied, reduce tasks can begin when part of them is there: Hadoop's slow
   * start.
   */
  private List<TaskResult> run(
      TaskSet<TaskResult> mapping, TaskSet<TaskResult> reducing, boolean uber) {
    if (copying.copies() && copying.slowStart() < 1 && !uber) {
      int head = (int) Math.ceil(copying.slowStart() * mapping.tasks().size());
      return cluster.run(mapping, reducing, head);
    }
    cluster.run(mapping);
    memory.clear(); // attempts that came second have ended, too
    return cluster.run(reducing);
  }

  /** Behind the last map task, also the last one that was lost, nobody sorts any more. */
  private void put(MapOutputs outputs, TaskResult result, int task) {
    outputs.put(task, result.node(), result.mapOutput(), result.prints());
    if (outputs.isComplete()) {
      memory.clear();
    }
  }

  /** The round's only output, if it wants no more than the first records. */
  private static DriverResult<?> takes(Round round) {
    return round.outputs().size() == 1
            && round.outputs().get(0) instanceof RoundOutput.Written written
            && written.write().destination() instanceof DriverResult<?> result
            && result.kind() == DriverResult.Kind.TAKE
        ? result
        : null;
  }

  /**
   * Runs one task after the other until enough records have been taken: no split is read that is
   * not needed. None of them may be missing: records behind it are not the first ones.
   */
  private void take(
      Round round,
      List<MapTask> maps,
      DriverResult<?> result,
      TaskPolicy policy,
      TaskCounters counted) {
    for (int i = 0; i < maps.size() && !result.satisfied(i); i++) {
      String unit = unit(round, "map") + (i == 0 ? "" : ", split " + i);
      TaskSet<TaskResult> one = TaskSet.of(unit, maps.subList(i, i + 1));
      run(one.scheduled(policy.withFailedPercent(0)), counted);
    }
  }

  private void keep(Round round, List<TaskResult> results) {
    for (RoundOutput output : round.outputs()) {
      if (output instanceof RoundOutput.Kept kept) {
        Intermediate data = kept.data();
        List<TaskResult> left =
            results.stream().map(result -> TaskResult.orNothing(result, round)).toList();
        List<Run> files = left.stream().map(result -> result.kept().get(data.id())).toList();
        store.add(new StoredResult(data, files, left.stream().map(TaskResult::place).toList()));
      }
    }
  }
}
