package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Operation.CombineValues;
import dev.tandem.contract.plan.Operation.GroupByKey;
import dev.tandem.contract.plan.Operation.ParallelDo;
import java.util.HashMap;
import java.util.Map;

/**
 * A grouping places its keys; steps that keep the keys keep the placement. What else there is has
 * none.
 */
final class FindPlacements {
  private FindPlacements() {}

  static Draft apply(Draft draft) {
    Map<Integer, Placement> found = new HashMap<>();
    for (Operation operation : draft.needed()) {
      Placement placement = placement(operation, draft, found);
      if (placement != null) {
        found.put(operation.id(), placement);
      }
    }
    return draft.withPlacements(found);
  }

  private static Placement placement(
      Operation operation, Draft draft, Map<Integer, Placement> found) {
    if (draft.isStored(operation)) {
      return draft.stored().get(operation.id()).placement();
    }
    if (operation instanceof GroupByKey group) {
      Placement placement = Placement.of(group, draft.partitions());
      return placement.isFixed() ? placement : null;
    }
    boolean keeps =
        operation instanceof CombineValues
            || operation instanceof ParallelDo step && step.keepsKeys();
    Placement before = keeps ? found.get(operation.inputs().get(0).id()) : null;
    return before != null && before.key().equals(operation.shape().key()) ? before : null;
  }
}
