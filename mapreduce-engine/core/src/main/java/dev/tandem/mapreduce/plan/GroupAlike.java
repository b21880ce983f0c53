package dev.tandem.mapreduce.plan;

import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Operation.GroupByKey;
import dev.tandem.contract.plan.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A grouping whose inputs are all partitioned as it would partition them, and sorted by key,
 * becomes a merge on the map side: equal keys are already in the same partition of each input, one
 * behind the other. It needs no combiner then, since nothing travels.
 */
final class GroupAlike {
  private GroupAlike() {}

  static Draft apply(Draft draft) {
    Map<Integer, String> alike = new LinkedHashMap<>();
    Map<Integer, Operation> withoutCombiner = new LinkedHashMap<>();
    for (Operation operation : draft.needed()) {
      if (operation instanceof GroupByKey group && isAlike(group, draft)) {
        alike.put(group.id(), why(group, draft));
        if (group.combiner() != null) {
          Shape shape = group.inputs().get(0).shape();
          withoutCombiner.put(
              group.id(),
              new GroupByKey(
                  group.id(), group.name(), group.inputs(), group.grouping(), null, shape));
        }
      }
    }
    if (withoutCombiner.isEmpty()) {
      return draft.withAlike(alike);
    }
    LogicalPlan plan = draft.plan().replace(withoutCombiner);
    return KeepNeeded.apply(draft.withPlan(plan).withAlike(alike));
  }

  private static boolean isAlike(GroupByKey group, Draft draft) {
    Placement wanted = draft.placements().get(group.id());
    return wanted != null
        && wanted.sorted()
        && group.grouping().values() == null
        && group.inputs().stream()
            .allMatch(input -> wanted.equals(draft.placements().get(input.id())));
  }

  private static String why(GroupByKey group, Draft draft) {
    String partitions = draft.placements().get(group.id()).partitions() + " partitions";
    return group.inputs().size() == 1
        ? "its input is already in " + partitions + ", sorted by key"
        : "all inputs are in " + partitions + " alike, sorted by key";
  }
}
