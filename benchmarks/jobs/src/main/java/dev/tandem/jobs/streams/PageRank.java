package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Job pagerank, on primitive arrays. */
final class PageRank implements Program {
  @Override
  public boolean knows(Map<String, String> params) {
    return Set.of("iterations", "damping", "variant", "nodes").containsAll(params.keySet());
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Parts output) throws IOException {
    List<Texts.Piece> pieces = Texts.pieces(inputs);
    Nodes nodes =
        params.getOrDefault("nodes", "text").equals("number")
            ? Nodes.ofNumbers(pieces)
            : Nodes.ofTexts(pieces);
    double[] ranks =
        new Edges(nodes)
            .ranks(
                params.getOrDefault("variant", "spark"),
                Integer.parseInt(params.getOrDefault("iterations", "10")),
                Double.parseDouble(params.getOrDefault("damping", "0.85")));
    List<Integer> ranked =
        IntStream.range(0, ranks.length)
            .filter(node -> !Double.isNaN(ranks[node]))
            .boxed()
            .toList();
    output.write(ranked, node -> nodes.name().apply(node) + "\t" + ranks[node]);
  }
}
