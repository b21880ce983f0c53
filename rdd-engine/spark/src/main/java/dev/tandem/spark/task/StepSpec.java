package dev.tandem.spark.task;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import java.io.Serializable;
import java.util.List;

/**
 * An operation without its inputs: what a fused step needs of it in a task.
 *
 * @param id of the operation
 * @param name of the operation
 * @param shape of its records
 * @param fn of a ParallelDo, else null
 * @param aggregator of a CombineValues, else null
 * @param lifted whether the aggregator has run before the shuffle too
 */
public record StepSpec(
    int id,
    String name,
    Shape shape,
    Closure<DoFn> fn,
    Closure<Aggregator<Object, Object, Object>> aggregator,
    boolean lifted)
    implements Serializable {

  /** What a task needs of an operation. */
  public static StepSpec of(Operation operation) {
    if (operation instanceof Operation.ParallelDo step) {
      return new StepSpec(step.id(), step.name(), step.shape(), step.fn(), null, false);
    }
    if (operation instanceof Operation.CombineValues combine) {
      boolean lifted = ((Operation.GroupByKey) combine.input()).combiner() != null;
      return new StepSpec(
          combine.id(), combine.name(), combine.shape(), null, combine.aggregator(), lifted);
    }
    return new StepSpec(operation.id(), operation.name(), operation.shape(), null, null, false);
  }

  /** The operation again, as far as a chain of steps looks at it. */
  Operation operation() {
    if (fn != null) {
      return new Operation.ParallelDo(
          id, name, new Stub(shape).records(), fn, false, shape, List.of());
    }
    if (aggregator != null) {
      Operation group = new Stub(shape).group(lifted ? aggregator : null);
      return new Operation.CombineValues(id, name, group, aggregator, shape);
    }
    return new Operation.Flatten(id, name, List.of(), shape);
  }

  /** Stands for what is before a step; nobody asks what it is. */
  private record Stub(Shape shape) {
    Operation records() {
      return new Operation.Flatten(0, "", List.of(), shape);
    }

    Operation group(Closure<Aggregator<Object, Object, Object>> combiner) {
      Codec<?> any = shape.value();
      return new Operation.GroupByKey(
          0, "", List.of(records()), Grouping.any(), combiner, new Shape(shape.key(), any));
    }
  }
}
