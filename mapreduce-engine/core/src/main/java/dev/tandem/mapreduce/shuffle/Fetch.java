package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.mapreduce.explain.counters.TaskCounter;
import dev.tandem.mapreduce.explain.counters.TaskCounters;
import dev.tandem.mapreduce.explain.history.ReduceTimes;
import java.io.IOException;
import java.util.List;

/**
 * The beginning of a reduce task: takes its partition from every map output, merges, groups, and
 * pushes the groups.
 */
public final class Fetch {
  private final TaskContext context;
  private final Shuffle shuffle;
  private final SortSettings settings;
  private final ShuffleSettings copying;
  private final String producer;
  private final TaskCounters counters = new TaskCounters();
  private long shuffledMillis;
  private long sortedMillis;

  /**
   * @param context the attempt
   * @param shuffle of the round
   * @param settings of the merge
   * @param copying whether and how map outputs are copied
   * @param producer the name of the map phase, whose tasks are the runs' origins
   */
  public Fetch(
      TaskContext context,
      Shuffle shuffle,
      SortSettings settings,
      ShuffleSettings copying,
      String producer) {
    this.copying = copying;
    this.context = context;
    this.shuffle = shuffle;
    this.settings = settings;
    this.producer = producer;
  }

  /**
   * Reduces one partition.
   *
   * @param outputs the map outputs; unless they are copied, all of them must be there
   * @param scope binds the handles that the combiner captured; null where there is none
   * @param reduction what is done with the merged records
   * @throws FetchFailure if a map output cannot be read
   */
  public void run(MapRuns outputs, TaskScope scope, Reduction reduction)
      throws IOException, FetchFailure {
    try {
      int partition = context.attempt().task();
      context.fault("shuffle.fetch");
      if (copying.copies()) {
        reduceCopies(new Arrivals(context, outputs, partition), scope, reduction);
      } else {
        List<Run> mine = outputs.all().stream().map(run -> run.only(partition)).toList();
        count(mine);
        reduceInPlace(mine, reduction);
      }
    } catch (StorageFailure e) {
      throw blame(e.getCause(), outputs);
    } catch (RunLost e) {
      throw blame(e, outputs);
    }
  }

  private void count(List<Run> mine) {
    shuffledMillis = context.millis();
    counters.add(TaskCounter.SHUFFLED_MAPS, mine.size());
    counters.add(TaskCounter.MERGED_MAP_OUTPUTS, mine.size());
    counters.add(TaskCounter.REDUCE_SHUFFLE_BYTES, mine.stream().mapToLong(Run::bytes).sum());
  }

  /** What only this side can count. */
  public TaskCounters counters() {
    return counters;
  }

  /** When the parts of the task ended, once {@link #run} has returned. */
  public ReduceTimes times() {
    return new ReduceTimes(shuffledMillis, sortedMillis);
  }

  /** Merges map outputs where they lie. */
  private void reduceInPlace(List<Run> mine, Reduction reduction) throws IOException {
    Merger merger = new Merger(context, settings, slow());
    List<Run> runs = merger.down(mine, false);
    long records = reduce(context.files(), runs, reduction);
    context.ledger().add(Measure.FETCHED_RECORDS, records);
    merger.delete(runs);
  }

  /** Copies map outputs and merges the copies: Hadoop's {@code Shuffle}. */
  private void reduceCopies(Arrivals arrivals, TaskScope scope, Reduction reduction)
      throws IOException {
    ReduceCombiner combiner =
        shuffle.combines()
            ? new ReduceCombiner(shuffle.spillWriters(context, null, scope))
            : ReduceCombiner.NONE;
    CopiedRuns copied =
        new CopiedRuns(context, copying, settings, this::slow, combiner, arrivals.count());
    Copier.copy(arrivals, copying.parallelCopies(), copied);
    List<Run> mine = arrivals.taken();
    count(mine);
    context.ledger().add(Measure.FETCHED_RECORDS, mine.stream().mapToLong(Run::records).sum());
    List<Run> runs = copied.forReduce();
    counters.add(TaskCounter.COMBINE_INPUT_RECORDS, combiner.in());
    counters.add(TaskCounter.COMBINE_OUTPUT_RECORDS, combiner.out());
    reduce(copied.files(), runs, reduction);
    copied.delete(runs);
  }

  /** For one thread. */
  private RecordOrder slow() {
    return shuffle.slowOrder(shuffle.layout());
  }

  /** Returns the number of records. */
  private long reduce(FileStore files, List<Run> runs, Reduction reduction) throws IOException {
    sortedMillis = context.millis();
    context.fault("merge.read");
    try (Merge merge = Merge.open(files, runs, 0, slow())) {
      reduction.run(merge);
      context.ledger().add(Measure.GROUPS, reduction.groups());
      counters.add(TaskCounter.REDUCE_INPUT_GROUPS, reduction.groups());
      counters.add(TaskCounter.REDUCE_INPUT_RECORDS, reduction.records());
      return merge.records();
    }
  }

  /**
   * A map output that cannot be read is the map task's loss; a run of this attempt's own is not.
   */
  private IOException blame(IOException e, MapRuns outputs) throws FetchFailure {
    if (e instanceof RunLost lost && lost.origin() < outputs.count()) {
      throw new FetchFailure(producer, lost.origin(), e.getCause());
    }
    return e;
  }
}
