package dev.tandem.mapreduce.api;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.mapreduce.plan.LoopTask;
import dev.tandem.mapreduce.plan.ReduceLoop;
import dev.tandem.mapreduce.shuffle.NativeShuffle;
import dev.tandem.mapreduce.shuffle.PulledGroups;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Runs a reducer in the attempts of a reduce task, or as a combiner.
 *
 * @param plan of the job
 * @param reducers makes one
 */
record ReduceRunner(JobPlan plan, Supplier<? extends Reducer<?, ?, ?, ?>> reducers)
    implements ReduceLoop, NativeShuffle.CombinerOpener {
  @Override
  public void run(PulledGroups groups, LoopTask task) throws IOException {
    Collector out = task.out();
    task.context().reading(() -> position(groups));
    TaskState state = new TaskState(plan, task);
    run(pulled(groups, task), state, (key, value) -> out.emit(null, new Pair<>(key, value)));
  }

  private static String position(PulledGroups groups) {
    return groups.groups() == 0
        ? ""
        : "group "
            + groups.groups()
            + " ("
            + groups.key()
            + "), after "
            + groups.records()
            + " records";
  }

  /**
   * The combiner of an attempt: a reducer for each part that it goes over. They share the counters,
   * as in Hadoop: what one of them sets is not added to what another one has set.
   */
  @Override
  public NativeShuffle.Combiner open(TaskContext context, TaskScope scope, boolean map) {
    LoopTask task = new LoopTask(context, scope, map, null, null, ReduceRunner::refuse);
    TaskCounters counters = TaskCounters.of(plan, task);
    return (groups, out) ->
        run(pulled(groups, task), new TaskState(plan, task, counters), out::emit);
  }

  private static LoopTask.SideFile refuse(Operation.Write write, String base) {
    throw new IllegalStateException(
        "a combiner cannot write to '" + base + "'; write beside the part file in the reducer");
  }

  private Pulled pulled(PulledGroups groups, LoopTask task) {
    return new Pulled(groups, MarkableIterator.memory(plan.configuration(), task.context()));
  }

  private void run(Pulled groups, TaskState state, RecordSink<Object, Object> out) {
    run(reducers.get(), groups, out, state);
  }

  private static <KI, VI, KO, VO> void run(
      Reducer<KI, VI, KO, VO> reducer,
      GroupSource<?, ?> groups,
      RecordSink<?, ?> out,
      TaskState state) {
    @SuppressWarnings("unchecked") // the job's author has matched the map output and the reducer
    GroupSource<KI, VI> in = (GroupSource<KI, VI>) groups;
    TaskAttemptContext context = new TaskAttemptContext(state);
    state.run(reducer.getClass(), () -> reducer.run(reducer.new Context(context, in, out)));
  }

  @Override
  public String toString() {
    return reducers.toString();
  }

  /**
   * Groups of the engine.
   *
   * @param markMemory bytes of values behind a mark that may lie in memory
   */
  private record Pulled(PulledGroups groups, long markMemory)
      implements GroupSource<Object, Object> {
    @Override
    public boolean nextKey() {
      return groups.nextGroup();
    }

    @Override
    public Object getCurrentKey() {
      return groups.key();
    }

    @Override
    public boolean hasNextValue() {
      return groups.hasNext();
    }

    @Override
    public Object nextValue() {
      return groups.next();
    }

    @Override
    public void mark() {
      groups.mark(markMemory);
    }

    @Override
    public boolean reset() {
      return groups.reset();
    }

    @Override
    public void clearMark() {
      groups.clearMark();
    }
  }
}
