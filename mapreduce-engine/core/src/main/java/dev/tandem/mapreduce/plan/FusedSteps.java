package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StepChain;
import dev.tandem.contract.plan.TaskScopes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The map or reduce function that a round gets from a logical plan: consecutive operations, each
 * record pushed through all of them.
 *
 * @param before the operation whose records come in
 * @param operations in order; may be empty
 * @param places which way into each operation this is; empty if it is the first or only one for all
 */
public record FusedSteps(Operation before, List<Operation> operations, List<Integer> places)
    implements MapFunction, ReduceFunction {
  /** Copies the lists. */
  public FusedSteps {
    operations = List.copyOf(operations);
    places = List.copyOf(places);
  }

  static FusedSteps of(Operation before, Steps steps) {
    return new FusedSteps(before, steps.operations(), steps.places());
  }

  /**
   * Opens the steps for one task.
   *
   * @param scopes binds what the user's functions captured
   * @param out takes what comes out
   * @return takes the records, or the groups in the order of their keys, one after the other
   */
  public Collector open(TaskScopes scopes, Collector out) {
    return StepChain.link(before, operations, out, scopes);
  }

  /** The operation whose records come out. */
  public Operation result() {
    return operations.isEmpty() ? before : operations.get(operations.size() - 1);
  }

  @Override
  public String toString() {
    return operations.isEmpty()
        ? "as they are"
        : operations.stream().map(Operation::name).collect(Collectors.joining(", "));
  }
}
