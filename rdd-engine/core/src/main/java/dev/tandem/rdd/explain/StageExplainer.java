package dev.tandem.rdd.explain;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.GroupingRdd;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.lineage.SourceRdd;
import dev.tandem.rdd.lineage.UnionRdd;
import dev.tandem.rdd.plan.CutStages;
import dev.tandem.rdd.plan.Stage;
import dev.tandem.rdd.run.RddRuntime;
import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Twin of RoundExplainer of the MapReduce engine: that one says what is written to files and why,
 * this one why records are shuffled or stay, and what is kept in memory.
 */
public final class StageExplainer {
  private final RddRuntime runtime;
  private final Set<Integer> reused;
  private final Set<Integer> kept;

  /**
   * @param runtime knows what has been run before
   * @param reused ids of the operations whose records are kept
   * @param kept ids of those that earlier plans have kept, beside what has been run; grows
   */
  public StageExplainer(RddRuntime runtime, Set<Integer> reused, Set<Integer> kept) {
    this.runtime = runtime;
    this.reused = reused;
    this.kept = kept;
  }

  /**
   * One unit for each stage, in order. Stages that are only planned in case that what is in memory
   * gets lost are left out. Nothing is read.
   */
  public List<Explanation.Unit> explain(List<Stage> stages) {
    Set<KeyGrouping> needed = needed(stages);
    return stages.stream()
        .filter(stage -> isNeeded(stage.ending(), needed))
        .map(this::explain)
        .toList();
  }

  private Set<KeyGrouping> needed(List<Stage> stages) {
    Set<KeyGrouping> needed = new HashSet<>();
    for (Stage stage : stages) {
      if (stage.ending() instanceof Stage.Write) {
        CutStages.shufflesBehind(stage.rdd(), rdd -> !isInMemory(rdd), shuffle -> true)
            .forEach(shuffle -> needed.add(shuffle.grouping()));
      }
    }
    return needed;
  }

  private static boolean isNeeded(Stage.Ending ending, Set<KeyGrouping> needed) {
    return ending instanceof Stage.Write
        || ending instanceof Stage.Shuffle shuffle
            && needed.contains(shuffle.dependency().grouping())
        || ending instanceof Stage.Sample sample && needed.contains(sample.grouping());
  }

  private boolean isInMemory(RddNode rdd) {
    return reused.contains(rdd.id()) && (kept.contains(rdd.id()) || runtime.store().hasAll(rdd));
  }

  private Explanation.Unit explain(Stage stage) {
    List<Line> lines = new ArrayList<>();
    if (isDone(stage.ending())) {
      lines.add(new Line(Kind.REREAD, "skipped", "an earlier action has left what it makes"));
    } else {
      computed(stage, lines);
      lines.add(ending(stage.ending()));
    }
    return new Explanation.Unit("stage", stage.number(), stage.name(), lines);
  }

  /** What is found in memory, then what is computed from it and from elsewhere. */
  private void computed(Stage stage, List<Line> lines) {
    List<RddNode> computed = Lineage.stage(stage.rdd(), rdd -> !isInMemory(rdd));
    foundInMemory(stage.rdd(), computed)
        .forEach(rdd -> lines.add(new Line(Kind.REREAD, rdd.name() + " from memory", "")));
    for (RddNode rdd : computed) {
      explain(rdd, lines);
      if (reused.contains(rdd.id()) && !(stage.ending() instanceof Stage.Sample)) {
        lines.add(new Line(Kind.KEEP, rdd.name() + " in memory", "the job uses it again"));
      }
    }
    if (isWhole(stage.ending())) {
      computed.stream().map(RddNode::id).filter(reused::contains).forEach(kept::add);
    }
  }

  private Set<RddNode> foundInMemory(RddNode last, List<RddNode> computed) {
    Set<RddNode> found = new TreeSet<>(Comparator.comparingInt(RddNode::id));
    found.add(last);
    for (RddNode rdd : computed) {
      found.addAll(rdd instanceof GroupingRdd grouping ? grouping.narrowParents() : rdd.parents());
    }
    found.removeIf(rdd -> !isInMemory(rdd));
    return found;
  }

  /** A take may end early, and a sample keeps nothing. */
  private static boolean isWhole(Stage.Ending ending) {
    return ending instanceof Stage.Shuffle
        || ending instanceof Stage.Write write
            && !(write.operation().destination() instanceof DriverResult<?> result
                && result.kind() == DriverResult.Kind.TAKE);
  }

  private boolean isDone(Stage.Ending ending) {
    return ending instanceof Stage.Shuffle shuffle
            && runtime.shuffles().complete(shuffle.dependency())
        || ending instanceof Stage.Sample sample && !sample.grouping().needsBounds();
  }

  private static Line ending(Stage.Ending ending) {
    if (ending instanceof Stage.Shuffle shuffle) {
      return shuffle(shuffle.dependency().grouping());
    }
    if (ending instanceof Stage.Sample sample) {
      return new Line(
          Kind.STEP,
          sample.name(),
          "the ranges of its " + sample.grouping().partitions() + " partitions depend on the keys");
    }
    return write(((Stage.Write) ending).operation());
  }

  private void explain(RddNode rdd, List<Line> lines) {
    if (rdd instanceof SourceRdd) {
      String source = ((Operation.Read) rdd.operation()).source().describe();
      lines.add(new Line(Kind.READ, rdd.name() + ": " + source, ""));
    } else if (rdd instanceof GroupingRdd grouping) {
      group(grouping, lines);
    } else if (rdd instanceof UnionRdd) {
      lines.add(
          new Line(
              Kind.STEP,
              rdd.name() + ": " + rdd.parents().size() + " bags one behind the other",
              ""));
    } else {
      String keys = rdd.partitioning() == null ? "" : "keys stay in their partitions";
      lines.add(new Line(Kind.STEP, rdd.name(), keys));
    }
  }

  private void group(GroupingRdd rdd, List<Line> lines) {
    for (ShuffleDependency shuffle : rdd.shuffles()) {
      lines.add(
          new Line(
              Kind.REREAD,
              "what was shuffled for " + rdd.grouping().resultName() + from(shuffle),
              ""));
    }
    String placed = rdd.grouping().partitioning().describe();
    for (RddNode parent : rdd.narrowParents()) {
      lines.add(
          new Line(
              Kind.STEP,
              rdd.name() + ": takes " + parent.name() + " where it is",
              "no shuffle: it is already placed by " + placed));
    }
    lines.add(
        new Line(Kind.STEP, rdd.name() + ": " + how(rdd.grouping()), slowOrder(rdd.grouping())));
  }

  private static String from(ShuffleDependency shuffle) {
    return shuffle.grouping().inputs() == 1 ? "" : ", input " + (shuffle.input() + 1);
  }

  private static String how(KeyGrouping grouping) {
    if (grouping.combines()) {
      return "merges accumulators by key in a hash table";
    }
    return grouping.ordered() ? "sorts records by key" : "groups values by key in a hash table";
  }

  /** An order without bytes is slower to merge from disk, and compares objects everywhere. */
  private static String slowOrder(KeyGrouping grouping) {
    Grouping<?, ?> asked = grouping.operation().grouping();
    return slow(asked.keys()) || slow(asked.values())
        ? "ordered by a comparator, the slow path: an Order with an encoding compares bytes"
        : "";
  }

  private static boolean slow(Order<?> order) {
    return order != null && !order.encodes();
  }

  private static Line shuffle(KeyGrouping grouping) {
    String combined = grouping.combines() ? ", folded by key before the shuffle" : "";
    String sampled = grouping.partitioning().toBeSampled() ? ", bounds from a sample" : "";
    return new Line(
        Kind.SHUFFLE,
        grouping.name() + ": by " + grouping.partitioning().describe() + sampled + combined,
        "records with the same key must meet, and nothing says that they already do; "
            + SparksWriter.of(grouping.combines(), grouping.partitions()));
  }

  private static Line write(Operation.Write write) {
    boolean files = write.destination() instanceof Sink<?>;
    return new Line(Kind.WRITE, write.name() + (files ? "" : " to the driver"), "");
  }
}
