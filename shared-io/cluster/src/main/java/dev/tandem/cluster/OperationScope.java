package dev.tandem.cluster;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.SideInput;
import dev.tandem.contract.plan.TaskScope;
import java.util.List;

/** Binds the handles that a function of one operation captured to one attempt. */
final class OperationScope implements TaskScope {
  private final Operation operation;
  private final int partition;
  private final Node node;
  private final CounterCells counters;
  private final int opening;

  OperationScope(Operation operation, int partition, Node node, CounterCells counters) {
    this.operation = operation;
    this.partition = partition;
    this.node = node;
    this.counters = counters;
    this.opening = counters.nextOpening();
  }

  @Override
  public Counter counter(String name) {
    return counters.cell(operation.id(), partition, opening, name);
  }

  @Override
  public Broadcast<?> broadcast(int id) {
    for (SideInput side : sideInputs()) {
      if (side.id() == id) {
        return new Copy(node.broadcast(side));
      }
    }
    throw new IllegalStateException("operation " + operation.name() + " has no broadcast " + id);
  }

  private List<SideInput> sideInputs() {
    if (operation instanceof Operation.ParallelDo step) {
      return step.fn().sideInputs();
    }
    return operation instanceof Operation.CombineValues combine
        ? combine.aggregator().sideInputs()
        : List.of();
  }

  /** Lives inside one task and is never shipped. */
  private static final class Copy implements Broadcast<Object> {
    private static final long serialVersionUID = 1L;
    private final transient Object value;

    Copy(Object value) {
      this.value = value;
    }

    @Override
    public Object value() {
      return value;
    }
  }
}
