package dev.tandem.contract.plan;

import dev.tandem.contract.plan.Operation.CombineValues;
import dev.tandem.contract.plan.Operation.GroupByKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GroupByKey - CombineValues becomes GroupByKey(combiner) - CombineValues: the aggregator may run
 * before the shuffle, where fewer records then travel. Only where nobody else needs the single
 * values and no order of values was asked for.
 *
 * <p>The combiner is carried by the grouping itself, so that every planner finds it where it acts.
 */
public final class LiftCombiners {
  private LiftCombiners() {}

  /** Applies the pass. */
  public static LogicalPlan apply(LogicalPlan plan) {
    Map<Integer, List<Operation>> consumers = plan.consumers();
    Map<Integer, Operation> replacements = new LinkedHashMap<>();
    for (Operation operation : plan.operations()) {
      if (operation instanceof GroupByKey group && combinable(group, plan)) {
        List<Operation> next = consumers.get(group.id());
        if (next.size() == 1 && next.get(0) instanceof CombineValues combine) {
          Shape accumulators =
              new Shape(group.shape().key(), combine.aggregator().original().accumulatorCodec());
          replacements.put(
              group.id(),
              new GroupByKey(
                  group.id(),
                  group.name(),
                  group.inputs(),
                  group.grouping(),
                  combine.aggregator(),
                  accumulators));
        }
      }
    }
    return plan.replace(replacements);
  }

  private static boolean combinable(GroupByKey group, LogicalPlan plan) {
    return group.inputs().size() == 1 && group.grouping().values() == null && !plan.reuses(group);
  }
}
