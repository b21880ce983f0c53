package dev.tandem.rdd.lineage;

import dev.tandem.rdd.lineage.Dependency.NarrowDependency;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Prints a lineage in the shape of Spark's {@code toDebugString}: the last RDD first, each stage
 * indented, its number of partitions in parentheses.
 *
 * <pre>
 * (2) StepRdd[4] counts
 *  |  ShuffledRdd[3] groupByKey
 *  +-(4) StepRdd[2] tokens [kept]
 *     |  SourceRdd[1] read
 * </pre>
 *
 * Unlike Spark's, it marks the RDDs that are kept and no others, and prints what is behind an RDD
 * only where that comes first.
 */
public final class LineagePrinter {
  private record Open(RddNode rdd, String prefix, boolean shuffled, boolean last) {}

  private final Predicate<RddNode> kept;
  private final Set<RddNode> printed = new HashSet<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder lines = new StringBuilder();

  private LineagePrinter(Predicate<RddNode> kept) {
    this.kept = kept;
  }

  /**
   * The lineage of an RDD, a line for each, each ended by a line feed.
   *
   * @param kept which RDDs are kept in memory
   */
  public static String print(RddNode last, Predicate<RddNode> kept) {
    LineagePrinter printer = new LineagePrinter(kept);
    String count = count(last);
    printer.line(count + " ", last, " ".repeat((count.length() - 1) / 2) + rail(count) + " ");
    while (!printer.open.isEmpty()) {
      printer.next(printer.open.pop());
    }
    return printer.lines.toString();
  }

  private static String count(RddNode rdd) {
    return "(" + rdd.partitions() + ")";
  }

  /** The line that leads on from a number of partitions, as wide as what is right of its middle. */
  private static String rail(String count) {
    return "|" + " ".repeat(count.length() - (count.length() - 1) / 2 - 1);
  }

  private void next(Open child) {
    if (!child.shuffled()) {
      line(child.prefix(), child.rdd(), child.prefix());
      return;
    }
    String count = count(child.rdd());
    String before = child.prefix().replaceAll("\\|\\s+$", "");
    String indent = (child.last() ? "  " : "| ") + " ".repeat((count.length() - 1) / 2);
    line(before + "+-" + count + " ", child.rdd(), before + indent + rail(count) + " ");
  }

  private void line(String start, RddNode rdd, String prefix) {
    boolean first = printed.add(rdd);
    String again = first || rdd.parents().isEmpty() ? "" : " (see above)";
    lines
        .append(start)
        .append(rdd)
        .append(kept.test(rdd) ? " [kept]" : "")
        .append(again)
        .append('\n');
    if (!first) {
      return;
    }
    List<Dependency> dependencies = rdd.dependencies();
    for (int i = dependencies.size() - 1; i >= 0; i--) {
      Dependency dependency = dependencies.get(i);
      boolean shuffled = !(dependency instanceof NarrowDependency);
      open.push(new Open(dependency.parent(), prefix, shuffled, i == dependencies.size() - 1));
    }
  }
}
