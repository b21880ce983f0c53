package dev.tandem.spark.plan;

import dev.tandem.cluster.Failures;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.LiftCombiners;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.OperationVisitor;
import dev.tandem.spark.shuffle.GroupForm;
import dev.tandem.spark.shuffle.GroupSpec;
import dev.tandem.spark.shuffle.Shuffle;
import dev.tandem.spark.task.Form;
import dev.tandem.spark.task.RunSide;
import dev.tandem.spark.task.Shipped;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/**
 * Twin of StageTranslator of the embedded RDD engine: that one makes an RDD of each operation, this
 * one fuses steps first, because each of Spark's RDDs costs an iterator between two records.
 */
public final class SparkTranslator implements OperationVisitor<SparkBag> {
  private final LogicalPlan plan;
  private final Map<Integer, List<Operation>> consumers;
  private final SparkRun run;
  private final KnownBags known;

  private SparkTranslator(LogicalPlan plan, SparkRun run, KnownBags known) {
    this.plan = plan;
    this.consumers = plan.consumers();
    this.run = run;
    this.known = known;
  }

  /**
   * What a write delivers.
   *
   * @param write of the plan
   * @param bag its records
   */
  public record Written(Operation.Write write, SparkBag bag) {}

  /**
   * Writes and what they need become RDDs; nothing is run, but inputs are listed.
   *
   * @return in the order of the writes
   * @throws IllegalArgumentException if the plan cannot be run
   */
  public static List<Written> translate(LogicalPlan plan, SparkRun run, KnownBags known) {
    boolean combines = Boolean.parseBoolean(run.options().conf("combiner", "true"));
    LogicalPlan lifted = combines ? LiftCombiners.apply(plan) : plan;
    return new SparkTranslator(lifted, run, known).translate();
  }

  private List<Written> translate() {
    for (Operation operation : needed().values()) {
      run.spark().setCallSite(operation.name());
      SparkBag bag = operation.accept(this);
      boolean keep = keeps(operation);
      known.put(operation, keep, keep ? bag.keep() : bag);
    }
    run.spark().clearCallSite();
    return plan.writes().stream().map(write -> new Written(write, visitWrite(write))).toList();
  }

  /** Groups are iterators, which cannot be kept. */
  private boolean keeps(Operation operation) {
    return plan.reuses(operation) && !(operation instanceof Operation.GroupByKey);
  }

  private SparkBag bag(Operation operation) {
    return known.get(operation, keeps(operation));
  }

  /** The operations that are not known yet, by id: inputs first. */
  private TreeMap<Integer, Operation> needed() {
    TreeMap<Integer, Operation> needed = new TreeMap<>();
    Deque<Operation> open = new ArrayDeque<>();
    plan.writes().forEach(write -> open.push(write.input()));
    while (!open.isEmpty()) {
      Operation next = open.pop();
      if (bag(next) == null && needed.put(next.id(), next) == null) {
        next.inputs().forEach(open::push);
      }
    }
    return needed;
  }

  @Override
  public SparkBag visitRead(Operation.Read read) {
    List<Split> splits;
    try {
      splits = read.source().splits(run.options().files(), run.options().splits());
    } catch (IOException e) {
      throw new IllegalArgumentException(Failures.describe(e), e);
    }
    JavaRDD<?> each =
        splits.isEmpty()
            ? run.spark().emptyRDD()
            : run.spark().parallelize(new ArrayList<>(splits), splits.size());
    Form form = new Form.Splits(Shipped.<Source<?>>of(read.source()));
    return SparkBag.of(run, read, List.of(), objects(each).setName(read.name()), form);
  }

  @SuppressWarnings("unchecked") // whatever the elements are, they are objects
  private static JavaRDD<Object> objects(JavaRDD<?> elements) {
    return (JavaRDD<Object>) elements;
  }

  @Override
  public SparkBag visitParallelDo(Operation.ParallelDo parallelDo) {
    return SparkBag.step(parallelDo, bag(parallelDo.input()), parallelDo.keepsKeys());
  }

  @Override
  public SparkBag visitGroupByKey(Operation.GroupByKey group) {
    Operation combineStep = group.combiner() == null ? null : consumers.get(group.id()).get(0);
    List<SparkBag> parents = group.inputs().stream().map(this::bag).toList();
    GroupNode node =
        new GroupNode(
            group, resultName(group), parents, combineStep, run.options().defaultPartitions());
    Shipped<GroupSpec> spec = Shipped.of(node.spec());
    RunSide side = run.side(combineStep == null ? List.of() : List.of(combineStep), node);
    List<JavaRDD<Object>> placed = new ArrayList<>();
    for (int input = 0; input < parents.size(); input++) {
      placed.add(place(node, spec, input, side));
    }
    boolean combined = group.combiner() != null && !node.shuffles().isEmpty();
    Form form = new GroupForm(spec, combined, placed.size() > 1);
    return SparkBag.of(run, node, placed.size() == 1 ? placed.get(0) : zip(placed), form);
  }

  /** The records of an input in the partitions of their keys: where they are, or shuffled. */
  private JavaRDD<Object> place(GroupNode node, Shipped<GroupSpec> spec, int input, RunSide side) {
    SparkBag parent = node.parents().get(input);
    if (node.placement().sameAs(parent.placement())) {
      node.addNarrow(parent);
      return parent.records();
    }
    Shuffle shuffle =
        new Shuffle(
            run.nextShuffle(),
            spec,
            node.spec(),
            input,
            parent.pairs(node.spec().combiner() != null),
            side);
    node.add(shuffle);
    return shuffle.rdd();
  }

  /** One element for each partition: the list of the inputs' iterators. */
  private static JavaRDD<Object> zip(List<JavaRDD<Object>> inputs) {
    JavaRDD<Object> zipped =
        inputs.get(0).zipPartitions(inputs.get(1), (a, b) -> one(List.of(a, b)));
    for (JavaRDD<Object> more : inputs.subList(2, inputs.size())) {
      zipped = zipped.zipPartitions(more, (before, next) -> one(append(before.next(), next)));
    }
    return zipped;
  }

  private static Iterator<Object> one(List<?> iterators) {
    return List.<Object>of(iterators).iterator();
  }

  private static List<Object> append(Object before, Object next) {
    List<Object> all = new ArrayList<>((List<?>) before);
    all.add(next);
    return all;
  }

  /** The last of the steps that only this grouping leads to. */
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
  public SparkBag visitCombineValues(Operation.CombineValues combineValues) {
    return SparkBag.step(combineValues, bag(combineValues.input()), true);
  }

  @Override
  @SuppressWarnings("unchecked") // an array of one type
  public SparkBag visitFlatten(Operation.Flatten flatten) {
    List<SparkBag> parents = flatten.inputs().stream().map(this::bag).toList();
    JavaRDD<Object>[] inputs = parents.stream().map(SparkBag::records).toArray(JavaRDD[]::new);
    JavaRDD<Object> union = run.spark().union(inputs);
    return SparkBag.of(
        run,
        flatten,
        parents,
        union.setName(flatten.name()),
        new Form.Records(flatten.shape().keyed()));
  }

  @Override
  public SparkBag visitWrite(Operation.Write write) {
    return bag(write.input());
  }
}
