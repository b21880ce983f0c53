package dev.tandem.spark.explain;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.spark.plan.GroupNode;
import dev.tandem.spark.plan.SparkBag;
import dev.tandem.spark.plan.SparkTranslator.Written;
import dev.tandem.spark.report.Books;
import dev.tandem.spark.shuffle.Shuffle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Twin of StageExplainer: the same lines, and behind those of a write the lineage in Spark's own
 * words.
 */
public final class SparkExplainer {
  private static final Pattern RDD_NUMBER = Pattern.compile("\\[\\d+]");

  private final Books books;
  private final List<Explanation.Unit> units = new ArrayList<>();
  private final Set<Integer> explained = new HashSet<>();

  /**
   * @param books know what has been run before
   */
  public SparkExplainer(Books books) {
    this.books = books;
  }

  /** One unit for each stage, in order. */
  public List<Explanation.Unit> explain(List<Written> written) {
    for (Written write : written) {
      for (SparkBag bag : write.bag().ancestry()) {
        if (bag.group() != null) {
          shuffles(bag.group());
        }
      }
      List<Line> lines = stage(write.bag());
      boolean files = write.write().destination() instanceof Sink<?>;
      lines.add(new Line(Kind.WRITE, write.write().name() + (files ? "" : " to the driver"), ""));
      lineage(write.bag().lineage().toDebugString())
          .forEach(line -> lines.add(new Line(Kind.LINEAGE, line, "")));
      unit(write.write().name(), lines);
    }
    return List.copyOf(units);
  }

  /** Spark numbers RDDs through all runs; here the numbers begin anew in each lineage. */
  private static List<String> lineage(String debug) {
    Map<String, String> numbers = new HashMap<>();
    Matcher matcher = RDD_NUMBER.matcher(debug);
    String own =
        matcher.replaceAll(
            found -> numbers.computeIfAbsent(found.group(), number -> "[" + numbers.size() + "]"));
    return own.lines().map(String::stripTrailing).toList();
  }

  private void unit(String name, List<Line> lines) {
    units.add(new Explanation.Unit("stage", units.size() + 1, name, lines));
  }

  private void shuffles(GroupNode group) {
    int next = 0;
    for (SparkBag parent : group.parents()) {
      if (group.narrow().contains(parent)) {
        continue;
      }
      Shuffle shuffle = group.shuffles().get(next++);
      if (!explained.add(shuffle.number())) {
        continue;
      }
      if (books.hasRun(shuffle)) {
        unit(
            group.resultName(),
            List.of(new Line(Kind.REREAD, "skipped", "an earlier action has left what it makes")));
        continue;
      }
      if (group.needsBounds()) {
        List<Line> sample = stage(parent);
        sample.add(
            new Line(
                Kind.STEP,
                "sample of " + group.operation().name(),
                "the ranges of its "
                    + group.spec().partitions()
                    + " partitions depend on the keys"));
        unit("sample of " + group.operation().name(), sample);
      }
      List<Line> lines = stage(parent);
      lines.add(shuffle(group));
      unit(group.resultName(), lines);
    }
  }

  private static Line shuffle(GroupNode group) {
    String combined = group.spec().combiner() != null ? ", folded by key before the shuffle" : "";
    String sampled = group.isSampled() ? ", bounds from a sample" : "";
    return new Line(
        Kind.SHUFFLE,
        group.operation().name() + ": by " + group.describePlacement() + sampled + combined,
        "records with the same key must meet, and nothing says that they already do");
  }

  /** What is computed without a shuffle up to a bag. */
  private static List<Line> stage(SparkBag last) {
    List<Line> lines = new ArrayList<>();
    Set<SparkBag> seen = new HashSet<>();
    List<SparkBag> stage = new ArrayList<>();
    List<SparkBag> open = new ArrayList<>(List.of(last));
    while (!open.isEmpty()) {
      SparkBag next = open.remove(open.size() - 1);
      if (seen.add(next)) {
        stage.add(next);
        open.addAll(next.group() == null ? next.parents() : next.group().narrow());
      }
    }
    stage.sort(
        java.util.Comparator.<SparkBag>comparingInt(bag -> bag.operation().id())
            .thenComparing(SparkBag::isKept));
    stage.forEach(bag -> explain(bag, lines));
    return lines;
  }

  private static void explain(SparkBag bag, List<Line> lines) {
    String name = bag.operation().name();
    if (bag.isKept()) {
      lines.add(new Line(Kind.KEEP, name + " in memory", "the job uses it again"));
    } else if (bag.operation() instanceof Operation.Read read) {
      lines.add(new Line(Kind.READ, name + ": " + read.source().describe(), ""));
    } else if (bag.group() != null) {
      group(bag.group(), lines);
    } else if (bag.operation() instanceof Operation.Flatten) {
      lines.add(
          new Line(
              Kind.STEP, name + ": " + bag.parents().size() + " bags one behind the other", ""));
    } else {
      lines.add(new Line(Kind.STEP, name, ""));
    }
  }

  private static void group(GroupNode group, List<Line> lines) {
    if (!group.shuffles().isEmpty()) {
      lines.add(new Line(Kind.REREAD, "what was shuffled for " + group.resultName(), ""));
    }
    for (SparkBag parent : group.narrow()) {
      lines.add(
          new Line(
              Kind.STEP,
              group.operation().name() + ": takes " + parent.operation().name() + " where it is",
              "no shuffle: it is already placed by " + group.describePlacement()));
    }
    boolean ordered =
        group.operation().grouping().keys() != null
            || group.operation().grouping().values() != null;
    String how =
        group.spec().combiner() != null
            ? "merges accumulators by key in a hash table"
            : ordered ? "sorts records by key" : "groups values by key in a hash table";
    lines.add(new Line(Kind.STEP, group.operation().name() + ": " + how, ""));
  }
}
