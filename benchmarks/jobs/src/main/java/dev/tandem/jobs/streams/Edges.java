package dev.tandem.jobs.streams;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A graph without repeated edges, by node: those that point to node i are the {@code size[i]} ones
 * in {@code from} behind {@code first[i]}. Each node adds up what comes in, so that no two threads
 * write to one place.
 */
final class Edges {
  private final Nodes nodes;
  private final int[] first;
  private final int[] from;
  private final int[] size;
  private final int[] degrees;

  Edges(Nodes nodes) {
    this.nodes = nodes;
    int[] ends = nodes.ends();
    first = new int[nodes.count() + 1];
    from = new int[ends.length / 2];
    for (int i = 1; i < ends.length; i += 2) {
      first[ends[i] + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    int[] next = first.clone();
    for (int i = 1; i < ends.length; i += 2) {
      from[next[ends[i]]++] = ends[i - 1];
    }
    size = IntStream.range(0, nodes.count()).parallel().map(this::dropRepeats).toArray();
    degrees = new int[nodes.count()];
    for (int node = 0; node < nodes.count(); node++) {
      for (int i = first[node]; i < first[node] + size[node]; i++) {
        degrees[from[i]]++;
      }
    }
  }

  private int dropRepeats(int node) {
    int start = first[node];
    int end = first[node + 1];
    Arrays.sort(from, start, end);
    int kept = start;
    for (int i = start; i < end; i++) {
      if (kept == start || from[i] != from[kept - 1]) {
        from[kept++] = from[i];
      }
    }
    return kept - start;
  }

  /** The ranks after some rounds, by node; NaN for nodes that have none. */
  double[] ranks(String variant, int iterations, double damping) {
    double count = IntStream.range(0, nodes.count()).filter(this::isPresent).count();
    IntToDoubleFunction start =
        switch (variant) {
          case "spark" -> node -> degrees[node] > 0 ? 1 : Double.NaN;
          case "graphx" -> node -> 1;
          default -> node -> 1 / count;
        };
    double[] ranks = everywhere(start);
    for (int i = 0; i < iterations; i++) {
      double[] shares = new double[ranks.length];
      double[] before = ranks;
      Arrays.parallelSetAll(shares, node -> before[node] / degrees[node]);
      double base = 1 - damping;
      if (variant.equals("norm")) {
        base = (1 - damping + damping * dangling(ranks)) / count;
      }
      double none = variant.equals("spark") ? Double.NaN : 0;
      double fixed = base;
      ranks = everywhere(node -> fixed + damping * received(node, shares, none));
    }
    return ranks;
  }

  private boolean isPresent(int number) {
    return nodes.name().apply(number) != null;
  }

  private double[] everywhere(IntToDoubleFunction rank) {
    double[] ranks = new double[nodes.count()];
    Arrays.parallelSetAll(ranks, node -> isPresent(node) ? rank.applyAsDouble(node) : Double.NaN);
    return ranks;
  }

  private double dangling(double[] ranks) {
    return IntStream.range(0, ranks.length)
        .filter(node -> degrees[node] == 0 && isPresent(node))
        .mapToDouble(node -> ranks[node])
        .sum();
  }

  /** The sum of the shares that reach a node; {@code none} if none does. */
  private double received(int node, double[] shares, double none) {
    double sum = 0;
    boolean any = false;
    for (int i = first[node]; i < first[node] + size[node]; i++) {
      double share = shares[from[i]];
      if (!Double.isNaN(share)) {
        sum += share;
        any = true;
      }
    }
    return any ? sum : none;
  }
}
