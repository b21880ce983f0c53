package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.CheckpointRdd;
import dev.tandem.rdd.lineage.Dependency;
import dev.tandem.rdd.lineage.Dependency.NarrowDependency;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.StorageLevel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The lineage of an RDD in the shape of Spark's {@code toDebugString}. Unlike Spark's, the brackets
 * of a line hold the storage level of the RDD of that line, not that of the last one.
 */
final class DebugString {
  private record Edge(RddNode node, boolean shuffled) {}

  private record Open(Edge edge, String prefix, boolean last) {}

  private final Labels labels;
  private final PartitionStore store;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<String> lines = new ArrayList<>();

  private DebugString(Labels labels, PartitionStore store) {
    this.labels = labels;
    this.store = store;
  }

  /** The lineage behind a visible node, lines without an end of the last one. */
  static String of(RddNode last, Labels labels, PartitionStore store) {
    DebugString printer = new DebugString(labels, store);
    String count = "(" + last.partitions() + ")";
    String rail = printer.rail("", count);
    printer.write(last, count + " ", rail + " ", rail);
    while (!printer.open.isEmpty()) {
      printer.next(printer.open.pop());
    }
    return String.join("\n", printer.lines);
  }

  /** What stands below a number of partitions, as wide as it. */
  private String rail(String before, String count) {
    int left = (count.length() - 1) / 2;
    return before + " ".repeat(left) + "|" + " ".repeat(count.length() - left);
  }

  private void next(Open at) {
    RddNode node = at.edge().node();
    if (!at.edge().shuffled()) {
      write(node, at.prefix(), at.prefix(), at.prefix());
      return;
    }
    String count = "(" + node.partitions() + ")";
    String before = at.prefix().replaceAll("\\|\\s+$", "");
    String rail = rail(before + (at.last() ? "  " : "| "), count);
    write(node, before + "+-" + count + " ", rail, rail);
  }

  private void write(RddNode node, String first, String more, String children) {
    Labels.Label label = labels.of(node);
    // What reads a checkpoint has the number of the operation that it stands for, not its level.
    boolean stored = !(node instanceof CheckpointRdd);
    StorageLevel level = stored ? store.level(node.id()) : StorageLevel.NONE;
    String start = first;
    List<Labels.Shown> rdds = label.rdds();
    for (Labels.Shown rdd : node.checkpoint() == null ? rdds : rdds.subList(0, 1)) {
      boolean isLast = rdd.id() == label.id();
      String kept = isLast && level.isValid() ? level.description() : "";
      lines.add(start + label.describe(rdd) + " [" + kept + "]");
      start = children;
      if (isLast && stored && store.status(node).cached() > 0) {
        lines.add(more + "    " + store.status(node).describe());
      }
    }
    List<Edge> edges = new ArrayList<>();
    for (Dependency dependency : node.dependencies()) {
      visible(dependency, edges);
    }
    if (node.name().equals("subtractByKey")) {
      Collections.reverse(edges); // what is taken away comes first here, and last in Spark
    }
    for (int i = edges.size() - 1; i >= 0; i--) {
      open.push(new Open(edges.get(i), children, i == edges.size() - 1));
    }
  }

  /** The nearest visible nodes behind a dependency. */
  private void visible(Dependency dependency, List<Edge> found) {
    Deque<Edge> behind = new ArrayDeque<>();
    behind.push(new Edge(dependency.parent(), isShuffle(dependency)));
    while (!behind.isEmpty()) {
      Edge edge = behind.pop();
      if (labels.of(edge.node()) != null) {
        found.add(edge);
        continue;
      }
      List<Dependency> more = edge.node().dependencies();
      for (int i = more.size() - 1; i >= 0; i--) {
        behind.push(new Edge(more.get(i).parent(), edge.shuffled() || isShuffle(more.get(i))));
      }
    }
  }

  private static boolean isShuffle(Dependency dependency) {
    return !(dependency instanceof NarrowDependency);
  }
}
