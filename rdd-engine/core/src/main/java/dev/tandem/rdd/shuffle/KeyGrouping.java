package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.rdd.store.TaskResources;
import java.util.List;

/**
 * Twin of Shuffle of the MapReduce engine, to which the encoding of records belongs; here records
 * are encoded only where they leave the heap.
 *
 * <p>What a grouping asks for, in the engine's terms: shared by all its inputs. Immutable but for
 * the bounds of a sort, which the driver samples once, before the first task that needs them.
 */
public final class KeyGrouping {
  private final Operation.GroupByKey operation;
  private final String resultName;
  private final Operation combineStep;
  private final Codec<Object> keys;
  private final List<Codec<Object>> values;
  private final Partitioning partitioning;
  private final Closure<Grouping<?, ?>> grouping;
  private final boolean grouped;
  private volatile List<Object> bounds;

  /**
   * @param operation the grouping of the plan
   * @param resultName what is made of the groups
   * @param combineStep the step whose aggregator runs before the shuffle; null without a combiner
   * @param defaultPartitions for a grouping that does not say
   */
  public KeyGrouping(
      Operation.GroupByKey operation,
      String resultName,
      Operation combineStep,
      int defaultPartitions) {
    this(operation, resultName, combineStep, defaultPartitions, true);
  }

  /** Records that only move to the partitions of their keys, one parent's, as they are. */
  public static KeyGrouping placing(Operation.GroupByKey operation) {
    int partitions = operation.grouping().partitions();
    return new KeyGrouping(operation, operation.name(), null, partitions, false);
  }

  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  private KeyGrouping(
      Operation.GroupByKey operation,
      String resultName,
      Operation combineStep,
      int defaultPartitions,
      boolean grouped) {
    this.grouped = grouped;
    this.operation = operation;
    this.resultName = resultName;
    this.combineStep = combineStep;
    this.keys = (Codec<Object>) Codecs.checkKey(operation.shape().key(), operation.name());
    this.values =
        operation.inputs().stream().map(input -> (Codec<Object>) input.shape().value()).toList();
    this.grouping = Closure.of(operation.name(), operation.grouping());
    Grouping<?, ?> asked = operation.grouping();
    int partitions = asked.partitions() > 0 ? asked.partitions() : defaultPartitions;
    this.partitioning = new Partitioning(keys, (Partitioner<Object>) asked.by(), partitions);
  }

  /** The grouping of the plan. */
  public Operation.GroupByKey operation() {
    return operation;
  }

  /** The name for plans and errors. */
  public String name() {
    return operation.name();
  }

  /** The name of what is made of the groups, which users know better than the grouping itself. */
  public String resultName() {
    return resultName;
  }

  /** The step whose aggregator runs before the shuffle; null without a combiner. */
  public Operation combineStep() {
    return combineStep;
  }

  /** The codec of the keys; refuses at run time what cannot be a key. */
  public Codec<Object> keys() {
    return keys;
  }

  /** The number of inputs. */
  public int inputs() {
    return values.size();
  }

  /** The codec of what travels from an input: values, or accumulators where a combiner runs. */
  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  public Codec<Object> values(int input) {
    return combines() ? (Codec<Object>) operation.shape().value() : values.get(input);
  }

  /** Where the keys go. */
  public Partitioning partitioning() {
    return partitioning;
  }

  /** The number of partitions. */
  public int partitions() {
    return partitioning.partitions();
  }

  /** Whether values are folded before the shuffle. */
  public boolean combines() {
    return operation.combiner() != null;
  }

  /** Whether the values of a key are brought together; else records only move. */
  public boolean grouped() {
    return grouped;
  }

  /** Whether keys or values must come in an order. */
  public boolean ordered() {
    return operation.grouping().keys() != null || operation.grouping().values() != null;
  }

  /** Whether the keys are sampled for the bounds of a sort; with one partition there are none. */
  public boolean isSampled() {
    return partitioning.toBeSampled() && partitions() > 1;
  }

  /** Whether the bounds of a sort are still to be sampled. */
  public boolean needsBounds() {
    return isSampled() && bounds == null;
  }

  /** The order that a sort's bounds follow. */
  @SuppressWarnings("unchecked") // the plan carries orders without their types
  public Order<Object> boundsOrder() {
    return (Order<Object>) ((RangePartitioner<?>) operation.grouping().by()).order();
  }

  /** Sets the sampled bounds. */
  public void setBounds(List<Object> sampled) {
    bounds = List.copyOf(sampled);
  }

  /**
   * A task's own copy of the aggregator.
   *
   * @param partition of the grouping; what runs before the shuffle counts its partitions from -1
   *     downwards, since they are others
   */
  public Aggregator<Object, Object, Object> openCombiner(TaskResources context, int partition) {
    return operation.combiner().open(context.scope(combineStep, partition));
  }

  /** A task's own copy of placement and orders: comparators may keep state. */
  @SuppressWarnings("unchecked") // the plan carries groupings without their types
  public Grouping<Object, Object> openGrouping(TaskResources context, int partition) {
    TaskScope scope = context.scope(operation, partition);
    Grouping<Object, Object> own = (Grouping<Object, Object>) grouping.open(scope);
    if (partitioning.toBeSampled()) {
      List<Object> known = partitions() == 1 ? List.of() : bounds;
      return own.by(((RangePartitioner<Object>) own.by()).withBounds(known));
    }
    return own;
  }
}
