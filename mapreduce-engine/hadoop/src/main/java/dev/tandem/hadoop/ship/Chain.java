package dev.tandem.hadoop.ship;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.mapreduce.plan.FusedSteps;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive steps without the plan that they come from: what a task needs of {@link FusedSteps}.
 *
 * @param before the operation whose records come in
 * @param steps in order
 * @param places as in {@link FusedSteps}
 */
record Chain(Stub before, List<Step> steps, List<Integer> places) implements Serializable {
  /**
   * An operation as those that come behind it see it.
   *
   * @param id its identity
   * @param name its name
   * @param shape of its records
   */
  record Stub(int id, String name, Shape shape) implements Serializable {
    static Stub of(Operation operation) {
      return new Stub(operation.id(), operation.name(), operation.shape());
    }

    /** An operation that has this name and shape, and no inputs. */
    Operation operation() {
      return new Operation.Flatten(id, name, List.of(), shape);
    }
  }

  /** What kind of step it is. */
  enum Kind {
    /** Applies a function to each record. */
    DO,
    /** Folds the values of a group. */
    FOLD,
    /** Finishes accumulators that were merged on the way. */
    FINISH
  }

  /**
   * One step.
   *
   * @param at its identity, name and shape
   * @param kind of step
   * @param function a {@link DoFn} or an {@link Aggregator}
   */
  record Step(Stub at, Kind kind, Closure<?> function) implements Serializable {
    static Step of(Operation operation) {
      if (operation instanceof Operation.ParallelDo step) {
        return new Step(Stub.of(step), Kind.DO, step.fn());
      }
      if (operation instanceof Operation.CombineValues combine) {
        boolean lifted =
            combine.input() instanceof Operation.GroupByKey group && group.combiner() != null;
        return new Step(Stub.of(combine), lifted ? Kind.FINISH : Kind.FOLD, combine.aggregator());
      }
      throw new IllegalArgumentException(operation.name() + " is not a step of a round");
    }

    @SuppressWarnings("unchecked") // the kind says what the function is
    Operation operation(Operation before) {
      if (kind == Kind.DO) {
        Closure<DoFn> fn = (Closure<DoFn>) function;
        return new Operation.ParallelDo(
            at.id(), at.name(), before, fn, false, at.shape(), fn.sideInputs());
      }
      Closure<Aggregator<Object, Object, Object>> aggregator =
          (Closure<Aggregator<Object, Object, Object>>) function;
      return new Operation.CombineValues(
          at.id(),
          at.name(),
          kind == Kind.FINISH ? lifted(before) : before,
          aggregator,
          at.shape());
    }

    @SuppressWarnings("unchecked") // an aggregator, as the kind says
    private Operation lifted(Operation before) {
      return new Operation.GroupByKey(
          before.id(),
          before.name(),
          List.of(before),
          Grouping.any(),
          (Closure<Aggregator<Object, Object, Object>>) function,
          before.shape());
    }
  }

  static Chain of(FusedSteps steps) {
    List<Step> shipped = new ArrayList<>();
    steps.operations().forEach(operation -> shipped.add(Step.of(operation)));
    return new Chain(Stub.of(steps.before()), shipped, new ArrayList<>(steps.places()));
  }

  FusedSteps fused() {
    Operation first = before.operation();
    Operation at = first;
    List<Operation> operations = new ArrayList<>();
    for (Step step : steps) {
      at = step.operation(at);
      operations.add(at);
    }
    return new FusedSteps(first, operations, places);
  }
}
