package dev.tandem.mapreduce.run;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.LoopTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which partition of an operation a task computes, for counters: they count once for each operation
 * and partition.
 */
public final class Scopes {
  /** Ways into an operation are further apart than slices of an input usually are. */
  private static final int WAY = 1_048_583;

  private Scopes() {}

  /**
   * The scopes of a map task: an operation behind a union has as many partitions as all that leads
   * into it.
   */
  public static TaskScopes ofMap(TaskContext context, Slice slice) {
    if (!(slice.input().mapper() instanceof FusedSteps mapper) || mapper.places().isEmpty()) {
      return context.scopes(slice.index());
    }
    List<Operation> operations = mapper.operations();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < operations.size(); i++) {
      places.put(operations.get(i).id(), mapper.places().get(i));
    }
    return operation ->
        context
            .scopes(
                (places.getOrDefault(operation.id(), 0) * WAY + slice.index()) & Integer.MAX_VALUE)
            .of(operation);
  }

  /**
   * The scope of the map side of an aggregation, whose partitions are others than those of the
   * reduce side; null without one.
   */
  public static TaskScope ofCombiner(TaskContext context, Operation combineStep) {
    return combineStep == null
        ? null
        : context.scopes(-1 - context.attempt().task()).of(combineStep);
  }

  /** The scopes of a task that only looks: it counts nothing. */
  static TaskScopes uncounted(TaskScopes scopes) {
    return operation -> new Uncounted(scopes.of(operation));
  }

  /** A loop's task that only looks: it counts and writes nothing. */
  static LoopTask looking(LoopTask task) {
    return new LoopTask(
        task.context(),
        new Uncounted(task.scope()),
        task.map(),
        task.split(),
        (key, value) -> {},
        (write, base) -> LoopTask.SideFile.NONE);
  }

  private record Uncounted(TaskScope scope) implements TaskScope {
    @Override
    public Counter counter(String name) {
      return new Ignored(name);
    }

    @Override
    public Broadcast<?> broadcast(int id) {
      return scope.broadcast(id);
    }
  }

  private record Ignored(String name) implements Counter {
    @Override
    public void add(long n) {
      // The task that computes the partition for good will count.
    }
  }
}
