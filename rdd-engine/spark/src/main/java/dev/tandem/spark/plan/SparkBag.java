package dev.tandem.spark.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.spark.shuffle.Shuffle;
import dev.tandem.spark.task.BlockPull;
import dev.tandem.spark.task.ChainSpec;
import dev.tandem.spark.task.Ending;
import dev.tandem.spark.task.Form;
import dev.tandem.spark.task.RecordPull;
import dev.tandem.spark.task.RunSide;
import dev.tandem.spark.task.Shipped;
import dev.tandem.spark.task.ShufflePull;
import dev.tandem.spark.task.StepSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * What an operation has become: an RDD, or a step over the bag before it. Steps stay pending until
 * something needs their records, so that all steps up to there run fused in one {@code
 * mapPartitions}.
 */
public final class SparkBag {
  private final SparkRun run;
  private final Operation operation;
  private final List<SparkBag> parents;
  private final Placement placement;
  private final JavaRDD<Object> base;
  private final Form form;
  private final GroupNode group;
  private final boolean kept;
  private JavaRDD<Object> records;

  private SparkBag(
      SparkRun run,
      Operation operation,
      List<SparkBag> parents,
      Placement placement,
      JavaRDD<Object> base,
      Form form,
      GroupNode group,
      boolean kept) {
    this.run = run;
    this.operation = operation;
    this.parents = List.copyOf(parents);
    this.placement = placement;
    this.base = base;
    this.form = form;
    this.group = group;
    this.kept = kept;
  }

  /** The records of an RDD's elements. */
  static SparkBag of(
      SparkRun run, Operation operation, List<SparkBag> parents, JavaRDD<Object> base, Form form) {
    return new SparkBag(run, operation, parents, null, base, form, null, false);
  }

  /** The groups of a grouping. */
  static SparkBag of(SparkRun run, GroupNode group, JavaRDD<Object> base, Form form) {
    return new SparkBag(
        run, group.operation(), group.parents(), group.placement(), base, form, group, false);
  }

  /** A step over another bag. */
  static SparkBag step(Operation step, SparkBag input, boolean keepsKeys) {
    Placement placement = keepsKeys ? input.placement : null;
    return new SparkBag(input.run, step, List.of(input), placement, null, null, null, false);
  }

  /** The same records, kept in memory by those who compute them first. */
  SparkBag keep() {
    Shipped<Shape> shape = Shipped.of(operation.shape());
    JavaRDD<Object> blocks =
        chainBase()
            .base
            .mapPartitionsWithIndex(BlockPull.of(chain(), shape), false)
            .setName(operation.name())
            .persist(StorageLevel.MEMORY_ONLY());
    return new SparkBag(
        run, operation, List.of(this), placement, blocks, new Form.Blocks(), null, true);
  }

  /** The operation. */
  public Operation operation() {
    return operation;
  }

  /** Whose records it is made of, in order. */
  public List<SparkBag> parents() {
    return parents;
  }

  /** How its records are placed, or null. */
  Placement placement() {
    return placement;
  }

  /** The grouping, if the bag is one. */
  public GroupNode group() {
    return group;
  }

  /** Whether its records are kept in memory. */
  public boolean isKept() {
    return kept;
  }

  /** Whether this is a step over its parent, without an RDD of its own. */
  public boolean isStep() {
    return base == null;
  }

  /** Ends the keeping. */
  void release() {
    base.unpersist(false);
  }

  /** The number of partitions. May list the input. */
  public int partitions() {
    return chainBase().base.getNumPartitions();
  }

  /** The RDD, for its lineage. */
  public JavaRDD<?> lineage() {
    return chainBase().base;
  }

  /** The bag behind the first pending step: it has an RDD. */
  private SparkBag chainBase() {
    SparkBag at = this;
    while (at.base == null) {
      at = at.parents.get(0);
    }
    return at;
  }

  private List<Operation> steps() {
    List<Operation> steps = new ArrayList<>();
    for (SparkBag at = this; at.base == null; at = at.parents.get(0)) {
      steps.add(at.operation);
    }
    Collections.reverse(steps);
    return steps;
  }

  private ChainSpec chain() {
    SparkBag first = chainBase();
    List<Operation> steps = steps();
    List<StepSpec> specs = new ArrayList<>();
    steps.forEach(step -> specs.add(StepSpec.of(step)));
    RunSide side = run.side(steps, first.group);
    return new ChainSpec(
        first.form, Shipped.of(StepSpec.of(first.operation)), Shipped.of(specs), side);
  }

  /** An RDD of the records themselves. */
  JavaRDD<Object> records() {
    if (records == null) {
      records =
          chainBase()
              .base
              .mapPartitionsWithIndex(RecordPull.of(chain(), operation.shape().keyed()), false)
              .setName(operation.name());
    }
    return records;
  }

  /** An RDD of pairs that only a shuffle may read. */
  JavaRDD<Object> pairs(boolean combines) {
    return chainBase()
        .base
        .mapPartitionsWithIndex(
            ShufflePull.of(chain(), Shipped.of(operation.shape()), combines), false)
        .setName(operation.name());
  }

  /** An RDD of one element for each partition: what an ending makes of it. */
  public <R> JavaRDD<R> ending(Ending<R> ending) {
    return chainBase().base.mapPartitionsWithIndex(ending.of(chain()), false);
  }

  /** Whether the partition of a record comes from a shuffle rather than from a split. */
  public boolean isShuffled(int partition) {
    SparkBag at = this;
    int left = partition;
    while (!(at.operation instanceof Operation.Read)) {
      if (at.operation instanceof Operation.GroupByKey) {
        return true;
      }
      SparkBag next = at.parents.get(0);
      if (at.operation instanceof Operation.Flatten && !at.kept) {
        for (int i = 0; left >= next.partitions(); i++) {
          left -= next.partitions();
          next = at.parents.get(i + 1);
        }
      }
      at = next;
    }
    return false;
  }

  /** This bag and all that it is made of; each once, inputs first. */
  public List<SparkBag> ancestry() {
    Set<SparkBag> seen = new HashSet<>();
    List<SparkBag> open = new ArrayList<>(List.of(this));
    while (!open.isEmpty()) {
      SparkBag next = open.remove(open.size() - 1);
      if (seen.add(next)) {
        open.addAll(next.parents);
      }
    }
    List<SparkBag> all = new ArrayList<>(seen);
    all.sort(
        java.util.Comparator.<SparkBag>comparingInt(bag -> bag.operation.id())
            .thenComparing(SparkBag::isKept));
    return all;
  }

  /** Whether a shuffle precedes or is part of it. */
  public boolean hasShuffle() {
    return ancestry().stream().anyMatch(bag -> bag.group != null);
  }

  /** Spark's shuffles of a grouping; empty for other bags. */
  public List<Shuffle> shuffles() {
    return group == null ? List.of() : group.shuffles();
  }
}
