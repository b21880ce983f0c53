package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The beginning of a reduce task: takes its partition from every map output, merges, groups, and
 * pushes the groups.
 */
public final class Fetch {
  private final TaskContext context;
  private final Shuffle shuffle;
  private final SortSettings settings;
  private final String producer;

  /**
   * @param context the attempt
   * @param shuffle of the round
   * @param settings of the merge
   * @param producer the name of the map phase, whose tasks are the runs' origins
   */
  public Fetch(TaskContext context, Shuffle shuffle, SortSettings settings, String producer) {
    this.context = context;
    this.shuffle = shuffle;
    this.settings = settings;
    this.producer = producer;
  }

  /**
   * Reduces one partition.
   *
   * @param outputs the map outputs, by task
   * @param scope binds the handles that the combiner captured
   * @param reduce takes each key with its values, or with their accumulator where there is a
   *     combiner
   * @param stopped decides whether a {@link TaskStopped} is the ordinary end (enough was taken), or
   *     throws it again
   * @throws FetchFailure if a map output cannot be read
   */
  public void run(
      List<Run> outputs, TaskScope scope, Collector reduce, Consumer<TaskStopped> stopped)
      throws IOException, FetchFailure {
    try {
      int partition = context.attempt().task();
      List<Run> mine = outputs.stream().map(run -> run.only(partition)).toList();
      KeyLayout layout = shuffle.layout();
      RecordOrder slow = shuffle.slowOrder(layout);
      context.fault("shuffle.fetch");
      Merger merger = new Merger(context, settings.factor(), slow);
      List<Run> runs = merger.down(mine, false);
      try (Merge merge = Merge.open(context.files(), runs, 0, slow)) {
        Groups groups = new Groups(context, merge, layout, shuffle.values(), false);
        push(groups, scope, reduce, stopped);
        context.ledger().add(Measure.FETCHED_RECORDS, groups.records());
        context.ledger().add(Measure.GROUPS, groups.count());
      }
      merger.delete(runs);
    } catch (StorageFailure e) {
      throw blame(e.getCause(), outputs);
    } catch (RunLost e) {
      throw blame(e, outputs);
    }
  }

  private void push(
      Groups groups, TaskScope scope, Collector reduce, Consumer<TaskStopped> stopped) {
    try {
      if (shuffle.combiner() == null) {
        groups.pushTo(reduce);
      } else {
        Aggregator<Object, Object, Object> aggregator = shuffle.combiner().open(scope);
        Fold fold = Fold.of(shuffle.combineStep().name(), aggregator, shuffle.values().get(0));
        groups.pushFolded(fold, reduce);
      }
    } catch (TaskStopped e) {
      stopped.accept(e);
      groups.drain();
    }
  }

  /**
   * A map output that cannot be read is the map task's loss; a run of this attempt's own is not.
   */
  private IOException blame(IOException e, List<Run> outputs) throws FetchFailure {
    boolean fetched =
        e instanceof RunLost lost
            && outputs.stream().anyMatch(run -> run.origin() == lost.origin());
    if (fetched) {
      throw new FetchFailure(producer, ((RunLost) e).origin(), e.getCause());
    }
    return e;
  }
}
