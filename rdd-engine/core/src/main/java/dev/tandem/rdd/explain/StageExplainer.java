package dev.tandem.rdd.explain;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.GroupingRdd;
import dev.tandem.rdd.lineage.KeyGrouping;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.Rdd;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.lineage.SourceRdd;
import dev.tandem.rdd.lineage.UnionRdd;
import dev.tandem.rdd.plan.Stage;
import dev.tandem.rdd.run.RddRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Twin of RoundExplainer of the MapReduce engine: that one says what is written to files and why, this one why records are shuffled or
 * stay, and what is kept in memory.
 */
public final class StageExplainer {
  private final RddRuntime runtime;
  private final Set<Integer> reused;

  /**
   * @param runtime knows what has been run before
   * @param reused ids of the operations whose records are kept
   */
  public StageExplainer(RddRuntime runtime, Set<Integer> reused) {
    this.runtime = runtime;
    this.reused = reused;
  }

  /** One unit for each stage, in order. Nothing is read. */
  public List<Explanation.Unit> explain(List<Stage> stages) {
    return stages.stream().map(this::explain).toList();
  }

  private Explanation.Unit explain(Stage stage) {
    List<Line> lines = new ArrayList<>();
    if (isDone(stage.ending())) {
      lines.add(new Line(Kind.REREAD, "skipped", "an earlier action has left what it makes"));
    } else {
      for (Rdd rdd : Lineage.stage(stage.rdd(), member -> true)) {
        explain(rdd, lines);
      }
      lines.add(ending(stage.ending()));
    }
    return new Explanation.Unit("stage", stage.number(), stage.name(), lines);
  }

  private boolean isDone(Stage.Ending ending) {
    return ending instanceof Stage.Shuffle shuffle && runtime.shuffles().complete(shuffle.dependency())
        || ending instanceof Stage.Sample sample && !sample.grouping().needsBounds();
  }

  private static Line ending(Stage.Ending ending) {
    if (ending instanceof Stage.Shuffle shuffle) {
      return shuffle(shuffle.dependency().grouping());
    }
    if (ending instanceof Stage.Sample sample) {
      return new Line(
          Kind.STEP, sample.name(), "the ranges of its " + sample.grouping().partitions() + " partitions depend on the keys");
    }
    return write(((Stage.Write) ending).operation());
  }

  private void explain(Rdd rdd, List<Line> lines) {
    if (rdd instanceof SourceRdd) {
      String source = ((Operation.Read) rdd.operation()).source().describe();
      lines.add(new Line(Kind.READ, rdd.name() + ": " + source, ""));
    } else if (rdd instanceof GroupingRdd grouping) {
      group(grouping, lines);
    } else if (rdd instanceof UnionRdd) {
      lines.add(new Line(Kind.STEP, rdd.name() + ": " + rdd.parents().size() + " bags one behind the other", ""));
    } else {
      String keys = rdd.partitioning() == null ? "" : "keys stay in their partitions";
      lines.add(new Line(Kind.STEP, rdd.name(), keys));
    }
    if (reused.contains(rdd.id())) {
      lines.add(new Line(Kind.KEEP, rdd.name() + " in memory", "the job uses it again"));
    }
  }

  private void group(GroupingRdd rdd, List<Line> lines) {
    for (ShuffleDependency shuffle : rdd.shuffles()) {
      lines.add(new Line(Kind.REREAD, "what was shuffled for " + rdd.name() + from(shuffle), ""));
    }
    String placed = rdd.grouping().partitioning().describe();
    for (Rdd parent : rdd.narrowParents()) {
      lines.add(
          new Line(Kind.STEP, rdd.name() + ": takes " + parent.name() + " where it is",
              "no shuffle: it is already placed by " + placed));
    }
    lines.add(new Line(Kind.STEP, rdd.name() + ": " + how(rdd.grouping()), slowOrder(rdd.grouping())));
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
    String combined = grouping.combines() ? ", values folded by key before" : "";
    String sampled = grouping.partitioning().toBeSampled() ? ", bounds from a sample" : "";
    return new Line(
        Kind.SHUFFLE,
        grouping.name() + ": by " + grouping.partitioning().describe() + sampled + combined,
        "records with the same key must meet, and nothing says that they already do");
  }

  private static Line write(Operation.Write write) {
    boolean files = write.destination() instanceof Sink<?>;
    return new Line(Kind.WRITE, write.name() + (files ? "" : " to the driver"), "");
  }
}
