package dev.tandem.spark.plan;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.spark.shuffle.GroupSpec;
import dev.tandem.spark.shuffle.Shuffle;
import java.util.ArrayList;
import java.util.List;

/**
 * A grouping on the driver: its inputs, those of them that are shuffled, and the bounds of a sort
 * until they are sampled.
 */
public final class GroupNode {
  private final Operation.GroupByKey operation;
  private final String resultName;
  private final List<SparkBag> parents;
  private final Placement placement;
  private final GroupSpec spec;
  private final Operation combineStep;
  private final List<Shuffle> shuffles = new ArrayList<>();
  private final List<SparkBag> narrow = new ArrayList<>();
  private boolean bounded;

  /**
   * @param operation the grouping of the plan
   * @param resultName what is made of the groups
   * @param parents whose records are grouped
   * @param combineStep whose aggregator runs before the shuffle; null without a combiner
   * @param defaultPartitions for a grouping that does not say
   */
  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  GroupNode(
      Operation.GroupByKey operation,
      String resultName,
      List<SparkBag> parents,
      Operation combineStep,
      int defaultPartitions) {
    this.operation = operation;
    this.resultName = resultName;
    this.parents = List.copyOf(parents);
    this.combineStep = combineStep;
    int asked = operation.grouping().partitions();
    int partitions = asked > 0 ? asked : defaultPartitions;
    Codec<Object> keys = (Codec<Object>) Codecs.checkKey(operation.shape().key(), operation.name());
    this.placement = new Placement(keys, operation.grouping().by(), partitions);
    this.spec = spec(keys, partitions);
    this.bounded = !placement.toBeSampled() || partitions == 1;
  }

  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  private GroupSpec spec(Codec<Object> keys, int partitions) {
    Closure<Aggregator<Object, Object, Object>> combiner = operation.combiner();
    return new GroupSpec(
        operation.id(),
        operation.name(),
        keys,
        operation.inputs().stream().map(input -> (Codec<Object>) input.shape().value()).toList(),
        combiner == null ? null : (Codec<Object>) operation.shape().value(),
        Closure.of(operation.name(), operation.grouping()),
        combiner,
        combineStep == null ? 0 : combineStep.id(),
        combineStep == null ? "" : combineStep.name(),
        partitions);
  }

  void add(Shuffle shuffle) {
    shuffles.add(shuffle);
  }

  void addNarrow(SparkBag parent) {
    narrow.add(parent);
  }

  /** The grouping of the plan. */
  public Operation.GroupByKey operation() {
    return operation;
  }

  /** What is made of the groups, which users know better than the grouping itself. */
  public String resultName() {
    return resultName;
  }

  /** Whose records are grouped, in order. */
  public List<SparkBag> parents() {
    return parents;
  }

  /** Inputs that lie where they are wanted. */
  public List<SparkBag> narrow() {
    return List.copyOf(narrow);
  }

  /** Inputs that are shuffled. */
  public List<Shuffle> shuffles() {
    return List.copyOf(shuffles);
  }

  /** What tasks need. */
  public GroupSpec spec() {
    return spec;
  }

  Placement placement() {
    return placement;
  }

  /** For explanations: {@code hash of String, 4 partitions}. */
  public String describePlacement() {
    return placement.describe();
  }

  /** Whether the bounds of a sort are (or were) to be sampled. */
  public boolean isSampled() {
    return placement.toBeSampled() && spec.partitions() > 1;
  }

  /** Whether the bounds of a sort are still to be sampled. */
  public boolean needsBounds() {
    return !bounded;
  }

  /** The order that a sort's bounds follow. */
  @SuppressWarnings("unchecked") // the plan carries orders without their types
  public Order<Object> boundsOrder() {
    return (Order<Object>) ((RangePartitioner<?>) operation.grouping().by()).order();
  }

  /** Sets the sampled bounds. */
  public void setBounds(List<Object> bounds) {
    shuffles.forEach(shuffle -> shuffle.setBounds(spec, bounds));
    bounded = true;
  }
}
