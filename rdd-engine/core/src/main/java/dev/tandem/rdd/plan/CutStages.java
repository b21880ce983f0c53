package dev.tandem.rdd.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** RDDs become stages: the lineage is cut at every shuffle. */
public final class CutStages {
  private CutStages() {}

  /**
   * The stages of some writes and of all shuffles behind them, each once, in an order in which they
   * can run.
   */
  static List<Stage> apply(List<Operation.Write> writes, List<RddNode> written, KnownRdds known) {
    List<Stage> stages = new ArrayList<>();
    Set<ShuffleDependency> cut = new HashSet<>();
    for (int i = 0; i < writes.size(); i++) {
      for (ShuffleDependency shuffle :
          shufflesBehind(written.get(i), rdd -> true, shuffle -> !cut.contains(shuffle))) {
        cut.add(shuffle);
        addSamples(shuffle, stages, known);
        stages.add(new Stage(known.stageOf(shuffle), shuffle.parent(), new Stage.Shuffle(shuffle)));
      }
      stages.add(new Stage(known.nextStage(), written.get(i), new Stage.Write(writes.get(i))));
    }
    return stages;
  }

  /**
   * Before a sort its keys are looked at. With several inputs all of them are, before the first one
   * is shuffled.
   */
  private static void addSamples(ShuffleDependency shuffle, List<Stage> stages, KnownRdds known) {
    KeyGrouping grouping = shuffle.grouping();
    boolean planned =
        stages.stream()
            .anyMatch(
                stage -> stage.ending() instanceof Stage.Sample s && s.grouping() == grouping);
    if (grouping.isSampled() && !planned) {
      for (RddNode parent : shuffle.inputs()) {
        int number = known.sampleOf(grouping, parent);
        stages.add(new Stage(number, parent, new Stage.Sample(grouping)));
      }
    }
  }

  /**
   * The shuffles that an RDD needs, directly and through others, those that are needed first coming
   * first.
   *
   * @param wanted RDDs that are not wanted (they are kept in memory, say) are not looked behind
   * @param open shuffles that are not open (they have been run, say) are left out with what only
   *     they need
   */
  public static List<ShuffleDependency> shufflesBehind(
      RddNode last, Predicate<RddNode> wanted, Predicate<ShuffleDependency> open) {
    List<ShuffleDependency> ordered = new ArrayList<>();
    Set<ShuffleDependency> seen = new HashSet<>();
    Set<ShuffleDependency> placed = new HashSet<>();
    Deque<ShuffleDependency> stack = new ArrayDeque<>();
    push(stack, last, wanted, open, seen);
    while (!stack.isEmpty()) {
      ShuffleDependency next = stack.peek();
      if (seen.add(next)) {
        push(stack, next.parent(), wanted, open, seen);
      } else {
        stack.pop();
        if (placed.add(next)) {
          ordered.add(next);
        }
      }
    }
    return ordered;
  }

  private static void push(
      Deque<ShuffleDependency> stack,
      RddNode rdd,
      Predicate<RddNode> wanted,
      Predicate<ShuffleDependency> open,
      Set<ShuffleDependency> seen) {
    List<ShuffleDependency> needed = Lineage.shuffles(rdd, wanted);
    for (int i = needed.size() - 1; i >= 0; i--) {
      if (!seen.contains(needed.get(i)) && open.test(needed.get(i))) {
        stack.push(needed.get(i));
      }
    }
  }
}
