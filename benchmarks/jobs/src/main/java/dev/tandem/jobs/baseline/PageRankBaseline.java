package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes are numbers, edges two arrays sorted by from, ranks an array. */
final class PageRankBaseline implements Baseline {
  @Override
  public String name() {
    return "pagerank";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    EdgeList edges = EdgeList.read(inputs, params);
    Graph graph = new Graph(edges);
    int iterations = Integer.parseInt(params.getOrDefault("iterations", "10"));
    double damping = Double.parseDouble(params.getOrDefault("damping", "0.85"));
    String variant = params.getOrDefault("variant", "spark");
    double[] ranks = graph.start(variant);
    for (int i = 0; i < iterations; i++) {
      ranks = graph.round(ranks, variant, damping);
    }
    try (AnswerFile answer = new AnswerFile(output)) {
      for (int node = 0; node < graph.nodes; node++) {
        if (!Double.isNaN(ranks[node])) {
          answer.line(edges.names[node].toString(), Double.toString(ranks[node]));
        }
      }
    }
  }

  /** Edges as they were read; from and to in one long. */
  private static final class EdgeList {
    private final Map<Object, Integer> ids = new HashMap<>();
    private long[] edges = new long[1 << 16];
    private int size;
    private Object[] names;

    static EdgeList read(List<Path> inputs, Map<String, String> params) throws IOException {
      int[] columns = TableRows.columns(params.getOrDefault("columns", "0,1"));
      boolean numbers = params.getOrDefault("nodes", "text").equals("number");
      LineCells cells = new LineCells(params.getOrDefault("separator", ""));
      EdgeList list = new EdgeList();
      InputLines.eachText(
          inputs,
          line -> {
            if (!line.startsWith("#") && cells.cut(line) > 0) {
              list.add(cells.cell(columns[0]), cells.cell(columns[1]), numbers);
            }
          });
      list.finish();
      return list;
    }

    private void add(String from, String to, boolean numbers) {
      if (size == edges.length) {
        edges = Arrays.copyOf(edges, 2 * size);
      }
      edges[size++] = (long) id(from, numbers) << 32 | id(to, numbers);
    }

    private int id(String cell, boolean number) {
      Object name = number ? (Object) Long.valueOf(cell) : cell;
      Integer known = ids.putIfAbsent(name, ids.size());
      return known == null ? ids.size() - 1 : known;
    }

    private void finish() {
      names = new Object[ids.size()];
      ids.forEach((name, id) -> names[id] = name);
      Arrays.sort(edges, 0, size);
    }
  }

  /** Who points to whom. */
  private static final class Graph {
    private final int nodes;

    /** The edges of node i are {@code to[first[i]..first[i + 1] - 1]}. */
    private final int[] first;

    private final int[] to;

    Graph(EdgeList list) {
      nodes = list.names.length;
      first = new int[nodes + 1];
      to = new int[list.size];
      int kept = 0;
      for (int i = 0; i < list.size; i++) {
        if (i == 0 || list.edges[i] != list.edges[i - 1]) {
          first[(int) (list.edges[i] >>> 32) + 1]++;
          to[kept++] = (int) list.edges[i];
        }
      }
      for (int i = 0; i < nodes; i++) {
        first[i + 1] += first[i];
      }
    }

    private int degree(int node) {
      return first[node + 1] - first[node];
    }

    /** The ranks before the first round; NaN for nodes that have none. */
    double[] start(String variant) {
      double[] ranks = new double[nodes];
      Arrays.fill(ranks, variant.equals("norm") ? 1.0 / nodes : 1.0);
      for (int node = 0; node < nodes && variant.equals("spark"); node++) {
        ranks[node] = degree(node) == 0 ? Double.NaN : 1.0;
      }
      return ranks;
    }

    double[] round(double[] ranks, String variant, double d) {
      double[] sums = new double[nodes];
      if (variant.equals("spark")) {
        Arrays.fill(sums, Double.NaN);
      }
      double dangling = 0;
      for (int node = 0; node < nodes; node++) {
        if (degree(node) == 0) {
          dangling += ranks[node];
        } else if (!Double.isNaN(ranks[node])) {
          double share = ranks[node] / degree(node);
          for (int i = first[node]; i < first[node + 1]; i++) {
            double before = sums[to[i]];
            sums[to[i]] = Double.isNaN(before) ? share : before + share;
          }
        }
      }
      boolean norm = variant.equals("norm");
      for (int node = 0; node < nodes; node++) {
        sums[node] =
            norm ? (1 - d) / nodes + d * (sums[node] + dangling / nodes) : 1 - d + d * sums[node];
      }
      return sums;
    }
  }
}
