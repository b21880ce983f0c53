package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.PairEmitter;
import dev.tandem.contract.flow.PairFn;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.List;

/**
 * How the edges of a graph are read.
 *
 * @param separator cuts lines into cells
 * @param columns of the two nodes of an edge, from and to
 * @param node the codec of nodes
 * @param parse makes a node from its cell
 * @param neighbours collects the nodes that a node points to, each once
 */
record Graph<N>(
    Separator separator,
    List<Integer> columns,
    Codec<N> node,
    Fn<String, N> parse,
    Aggregator<List<N>, ?, List<N>> neighbours) {

  /**
   * The nodes that each node points to, each once.
   *
   * @param all whether nodes that point to none are there too
   */
  KeyedBag<N, List<N>> links(Pipeline p, List<String> paths, boolean all) {
    return p.read(separator.rows(paths))
        .named("lines")
        .mapToPair(
            node,
            Codecs.list(node),
            new Edges<>(separator, columns.get(0), columns.get(1), parse, all))
        .named("edges")
        .groupByKey()
        .aggregate(neighbours)
        .named("links")
        .reuse();
  }

  /**
   * The two ends of the edge in a row: from with a list of to; with {@code all} to with no list.
   */
  private record Edges<N>(Separator separator, int from, int to, Fn<String, N> parse, boolean all)
      implements PairFn<List<String>, N, List<N>> {
    @Override
    public void apply(List<String> row, PairEmitter<N, List<N>> out) throws Exception {
      List<String> cells = separator.uncommented(row);
      if (cells.isEmpty()) {
        return;
      }
      N end = parse.apply(Cells.pick(cells, to));
      out.emit(parse.apply(Cells.pick(cells, from)), List.of(end));
      if (all) {
        out.emit(end, List.of());
      }
    }
  }
}
