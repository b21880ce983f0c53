package dev.tandem.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.DriverResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogicalPlanTest {
  private static final Shape KEYED = new Shape(Codecs.TEXT, Codecs.LONG);

  private static Operation.ParallelDo step(int id, Operation input) {
    return new Operation.ParallelDo(
        id,
        "step " + id,
        input,
        Closure.of("step", (key, value, out) -> out.emit(key, value)),
        true,
        KEYED,
        List.of());
  }

  /** A leaf that is never read. */
  private static Operation leaf(int id) {
    return new Operation.Flatten(id, "leaf " + id, List.of(), KEYED);
  }

  private static Operation.GroupByKey group(int id, Grouping<?, ?> grouping, Operation... inputs) {
    return new Operation.GroupByKey(id, "group " + id, List.of(inputs), grouping, null, KEYED);
  }

  @SuppressWarnings("unchecked")
  private static Operation.CombineValues combine(int id, Operation group) {
    Aggregator<Object, Object, Object> sum =
        (Aggregator<Object, Object, Object>) (Aggregator<?, ?, ?>) Aggregators.sumLong();
    return new Operation.CombineValues(
        id, "combine " + id, group, Closure.of("combine", sum), KEYED);
  }

  private static Operation.Write write(int id, Operation input) {
    return new Operation.Write(
        id, "write " + id, input, DriverResult.count(Codecs.pair(Codecs.TEXT, Codecs.LONG)));
  }

  private static List<Integer> ids(List<? extends Operation> operations) {
    return operations.stream().map(Operation::id).toList();
  }

  @Test
  void operationsComeInOrderOfIdWithoutWhatIsNotNeeded() {
    Operation leaf = leaf(1);
    Operation left = step(2, leaf);
    step(3, leaf);
    Operation right = step(4, leaf);
    LogicalPlan plan = LogicalPlan.of(List.of(write(7, right), write(6, left)), Set.of(2, 3));
    assertThat(ids(plan.operations())).containsExactly(1, 2, 4, 6, 7);
    assertThat(ids(plan.writes())).containsExactly(6, 7);
    assertThat(plan.reused()).containsExactly(2);
    assertThat(plan.reuses(left)).isTrue();
    assertThat(plan.reuses(right)).isFalse();
  }

  @Test
  void consumersAreOneForEachEdge() {
    Operation leaf = leaf(1);
    Operation union = new Operation.Flatten(3, "union", List.of(leaf, leaf), KEYED);
    Operation other = step(2, leaf);
    Map<Integer, List<Operation>> consumers =
        LogicalPlan.of(List.of(write(4, union), write(5, other)), Set.of()).consumers();
    assertThat(ids(consumers.get(1))).containsExactly(2, 3, 3);
    assertThat(ids(consumers.get(2))).containsExactly(5);
    assertThat(consumers.get(4)).isEmpty();
  }

  @Test
  void replacingRebuildsConsumersUnderTheirIds() {
    Operation leaf = leaf(1);
    Operation left = step(2, leaf);
    Operation right = step(3, leaf);
    LogicalPlan plan =
        LogicalPlan.of(List.of(write(5, group(4, Grouping.any(), left, right))), Set.of(2));
    Operation.ParallelDo other =
        new Operation.ParallelDo(2, "other", leaf, step(9, leaf).fn(), false, KEYED, List.of());
    LogicalPlan replaced = plan.replace(Map.of(2, other));
    assertThat(ids(replaced.operations())).containsExactly(1, 2, 3, 4, 5);
    assertThat(replaced.operations().get(1).name()).isEqualTo("other");
    assertThat(replaced.operations().get(2)).as("untouched").isSameAs(right);
    assertThat(replaced.operations().get(3).inputs().get(0)).isSameAs(other);
    assertThat(replaced.writes().get(0).input()).isSameAs(replaced.operations().get(3));
    assertThat(replaced.reused()).containsExactly(2);
    assertThat(plan.operations().get(1)).as("the plan itself").isSameAs(left);
  }

  @Test
  void tenThousandOperationsAreNoProblem() {
    Operation last = leaf(1);
    for (int id = 2; id <= 10_000; id++) {
      last = step(id, last);
    }
    LogicalPlan plan = LogicalPlan.of(List.of(write(10_001, last)), Set.of());
    assertThat(plan.operations()).hasSize(10_001);
    assertThat(plan.replace(Map.of(1, leaf(1))).writes()).hasSize(1);
    assertThat(PlanPrinter.print(plan).lines()).hasSize(10_001);
  }

  @Test
  void aCombinationIsLiftedIntoItsGrouping() {
    Operation.GroupByKey group = group(2, Grouping.any(), leaf(1));
    Operation.CombineValues combine = combine(3, group);
    LogicalPlan lifted = LiftCombiners.apply(LogicalPlan.of(List.of(write(4, combine)), Set.of()));
    Operation.GroupByKey carrier = (Operation.GroupByKey) lifted.operations().get(1);
    assertThat(carrier.combiner()).isSameAs(combine.aggregator());
    assertThat(carrier.shape().value()).isSameAs(Aggregators.sumLong().accumulatorCodec());
    assertThat(((Operation.CombineValues) lifted.operations().get(2)).input()).isSameAs(carrier);
    assertThat(PlanPrinter.print(lifted)).contains("from 1, combiner");
  }

  @Test
  void aCombinationIsNotLiftedWhereSomebodyNeedsTheValues() {
    List<LogicalPlan> plans = new ArrayList<>();
    Operation.GroupByKey shared = group(2, Grouping.any(), leaf(1));
    plans.add(
        LogicalPlan.of(List.of(write(5, combine(3, shared)), write(6, step(4, shared))), Set.of()));
    Operation.GroupByKey ordered =
        group(2, Grouping.<String, Long>any().sortValues(Orders.longs()), leaf(1));
    plans.add(LogicalPlan.of(List.of(write(4, combine(3, ordered))), Set.of()));
    Operation.GroupByKey kept = group(2, Grouping.any(), leaf(1));
    plans.add(LogicalPlan.of(List.of(write(4, combine(3, kept))), Set.of(2)));
    Operation.GroupByKey two = group(2, Grouping.any(), leaf(0), leaf(1));
    plans.add(LogicalPlan.of(List.of(write(4, step(3, two))), Set.of()));
    for (LogicalPlan plan : plans) {
      assertThat(LiftCombiners.apply(plan).operations())
          .filteredOn(Operation.GroupByKey.class::isInstance)
          .allSatisfy(group -> assertThat(((Operation.GroupByKey) group).combiner()).isNull());
    }
  }
}
