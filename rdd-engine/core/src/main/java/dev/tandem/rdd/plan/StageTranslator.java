package dev.tandem.rdd.plan;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.OperationVisitor;
import dev.tandem.rdd.lineage.CoGroupedRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffledRdd;
import dev.tandem.rdd.lineage.SourceRdd;
import dev.tandem.rdd.lineage.StepRdd;
import dev.tandem.rdd.lineage.UnionRdd;
import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Twin of RoundTranslator of the MapReduce engine: where that one collects operations into rounds,
 * this one makes an RDD of each, and leaves it to the lineage where one stage ends and the next
 * begins.
 */
final class StageTranslator implements OperationVisitor<RddNode> {
  private final LogicalPlan plan;
  private final Map<Integer, List<Operation>> consumers;
  private final RunOptions options;
  private final KnownRdds known;

  private StageTranslator(LogicalPlan plan, RunOptions options, KnownRdds known) {
    this.plan = plan;
    this.consumers = plan.consumers();
    this.options = options;
    this.known = known;
  }

  /**
   * Writes and what they need become RDDs: those of the writes' inputs are returned, the others are
   * behind them.
   */
  static List<RddNode> translate(LogicalPlan plan, RunOptions options, KnownRdds known) {
    return new StageTranslator(plan, options, known).translate();
  }

  private List<RddNode> translate() {
    needed().values().forEach(operation -> known.put(operation, operation.accept(this)));
    return plan.writes().stream().map(this::visitWrite).toList();
  }

  /** The operations that are not known yet, by id: inputs first. */
  private TreeMap<Integer, Operation> needed() {
    TreeMap<Integer, Operation> needed = new TreeMap<>();
    Deque<Operation> open = new ArrayDeque<>();
    plan.writes().forEach(write -> open.push(write.input()));
    while (!open.isEmpty()) {
      Operation next = open.pop();
      if (known.get(next) == null && needed.put(next.id(), next) == null) {
        next.inputs().forEach(open::push);
      }
    }
    return needed;
  }

  @Override
  public RddNode visitRead(Operation.Read read) {
    return new SourceRdd(read, options);
  }

  @Override
  public RddNode visitParallelDo(Operation.ParallelDo parallelDo) {
    return new StepRdd(parallelDo, known.get(parallelDo.input()), parallelDo.keepsKeys());
  }

  @Override
  public RddNode visitGroupByKey(Operation.GroupByKey group) {
    Operation combineStep = group.combiner() == null ? null : consumers.get(group.id()).get(0);
    List<RddNode> parents = group.inputs().stream().map(known::get).toList();
    KeyGrouping grouping =
        new KeyGrouping(group, resultName(group), combineStep, options.defaultPartitions());
    return parents.size() == 1
        ? new ShuffledRdd(grouping, parents.get(0), known.shuffleIds())
        : new CoGroupedRdd(grouping, parents, known.shuffleIds());
  }

  /**
   * The last of the steps that only this grouping leads to: what a MapReduce round is named after.
   */
  private String resultName(Operation.GroupByKey group) {
    Operation result = group;
    while (!plan.reuses(result) && consumers.get(result.id()).size() == 1) {
      Operation next = consumers.get(result.id()).get(0);
      if (!(next instanceof Operation.ParallelDo || next instanceof Operation.CombineValues)) {
        break;
      }
      result = next;
    }
    return result.name();
  }

  @Override
  public RddNode visitCombineValues(Operation.CombineValues combineValues) {
    return new StepRdd(combineValues, known.get(combineValues.input()), true);
  }

  @Override
  public RddNode visitFlatten(Operation.Flatten flatten) {
    return new UnionRdd(flatten, flatten.inputs().stream().map(known::get).toList());
  }

  @Override
  public RddNode visitWrite(Operation.Write write) {
    return known.get(write.input());
  }
}
