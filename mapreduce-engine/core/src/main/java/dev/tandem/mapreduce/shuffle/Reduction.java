package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.util.function.Consumer;

/** What a reduce task does with its sorted records. Used once. */
public abstract class Reduction {
  long groups;
  long records;

  Reduction() {}

  /** Goes over all records. */
  abstract void run(Merge merge) throws IOException;

  /** The groups that were reduced. */
  final long groups() {
    return groups;
  }

  /** The records that the reducer could read. */
  final long records() {
    return records;
  }

  /**
   * Pushes groups into fused steps.
   *
   * @param context the attempt
   * @param shuffle of the round
   * @param scope binds the handles that the combiner captured; null where there is none
   * @param reduce takes each key with its values, or with their accumulator where there is a
   *     combiner
   * @param stopped decides whether a {@link TaskStopped} is the ordinary end (enough was taken), or
   *     throws it again
   */
  public static Reduction pushing(
      TaskContext context,
      PlannedShuffle shuffle,
      TaskScope scope,
      Collector reduce,
      Consumer<TaskStopped> stopped) {
    return new Reduction() {
      @Override
      void run(Merge merge) throws IOException {
        Groups all = new Groups(context, merge, shuffle.layout(), shuffle.values(), false);
        try {
          if (shuffle.combines()) {
            all.pushFolded(shuffle.fold(0, scope), reduce);
          } else {
            all.pushTo(reduce);
          }
        } catch (TaskStopped e) {
          stopped.accept(e);
          all.drain();
        }
        groups = all.count();
        records = all.records();
      }
    };
  }

  /** A loop over groups. */
  @FunctionalInterface
  public interface Loop {
    /**
     * @throws IOException if the storage fails
     */
    void run(PulledGroups groups) throws IOException;
  }

  /**
   * Lets a reducer pull groups.
   *
   * @param context the attempt
   * @param shuffle of the round
   * @param loop may end early
   */
  public static Reduction pulling(TaskContext context, NativeShuffle shuffle, Loop loop) {
    return new Reduction() {
      @Override
      void run(Merge merge) throws IOException {
        try (GroupedRecords all =
            new GroupedRecords(
                context, merge, shuffle.layout(), shuffle.reading().get(), shuffle.sameGroup())) {
          loop.run(all);
          groups = all.groups();
          records = all.records();
          all.drain();
        }
      }
    };
  }
}
