package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.formats.DelimitedRows;
import java.util.List;

/** The nodes that each node of a graph points to, each once. */
final class Graph {
  private Graph() {}

  /**
   * The links of nodes that are texts.
   *
   * @param edges rows of two columns, from and to
   * @param all whether nodes that point to none are there too
   */
  static KeyedBag<String, List<String>> texts(Pipeline p, DelimitedRows edges, boolean all) {
    KeyedBag<String, List<String>> links =
        p.read(edges)
            .named("lines")
            .mapToPair(
                Codecs.TEXT,
                Codecs.list(Codecs.TEXT),
                (edge, out) -> {
                  out.emit(edge.get(0), List.of(edge.get(1)));
                  if (all) {
                    out.emit(edge.get(1), List.of());
                  }
                });
    return collected(links, new Neighbours<>(Codecs.TEXT));
  }

  /** The links of nodes that are whole numbers, which never become text. */
  static KeyedBag<Long, List<Long>> numbers(Pipeline p, DelimitedRows edges, boolean all) {
    KeyedBag<Long, List<Long>> links =
        p.read(edges.longs())
            .named("lines")
            .mapToPair(
                Codecs.LONG,
                Codecs.list(Codecs.LONG),
                (edge, out) -> {
                  out.emit(edge[0], List.of(edge[1]));
                  if (all) {
                    out.emit(edge[1], List.of());
                  }
                });
    return collected(links, new NumberNeighbours());
  }

  private static <N> KeyedBag<N, List<N>> collected(
      KeyedBag<N, List<N>> edges, Aggregator<List<N>, ?, List<N>> neighbours) {
    return edges.named("edges").groupByKey().aggregate(neighbours).named("links").reuse();
  }
}
