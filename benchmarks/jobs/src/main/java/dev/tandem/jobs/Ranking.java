package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.List;

/**
 * The loops of pagerank. A node's links are the nodes that it points to; links and ranks are
 * grouped alike, so a round shuffles the shares and nothing else.
 *
 * @param node the codec of nodes
 * @param iterations rounds
 * @param damping the share of a rank that is passed on
 */
record Ranking<N>(Codec<N> node, int iterations, double damping) {

  /** Every node with a link starts at 1; the new ranks are exactly the receivers'. */
  KeyedBag<N, Double> spark(KeyedBag<N, List<N>> links) {
    double d = damping;
    KeyedBag<N, Double> ranks = links.mapValues(to -> 1.0).named("ranks");
    for (int i = 0; i < iterations; i++) {
      ranks = received(links, ranks, false).mapValues(sum -> 1 - d + d * sum).named("ranks");
    }
    return ranks;
  }

  /** Every node starts at 1 and stays. */
  KeyedBag<N, Double> graphx(KeyedBag<N, List<N>> links) {
    double d = damping;
    KeyedBag<N, Double> ranks = links.mapValues(to -> 1.0).named("ranks");
    for (int i = 0; i < iterations; i++) {
      ranks = received(links, ranks, true).mapValues(sum -> 1 - d + d * sum).named("ranks");
    }
    return ranks;
  }

  /** The ranks add up to 1; what nodes without links hold is spread over all nodes. */
  KeyedBag<N, Double> norm(KeyedBag<N, List<N>> links) {
    double d = damping;
    long nodes = links.count();
    KeyedBag<N, Double> before = links.mapValues(to -> 1.0 / nodes).named("ranks");
    KeyedBag<N, Double> ranks = before;
    for (int i = 0; i < iterations; i++) {
      double dangling = dangling(links, ranks); // computes the ranks: those before are done with
      before.release();
      before = ranks;
      ranks =
          received(links, ranks, true)
              .mapValues(sum -> (1 - d) / nodes + d * (sum + dangling / nodes))
              .named("ranks")
              .reuse();
    }
    return ranks;
  }

  /** The sum of the ranks of the nodes without links, now. */
  private double dangling(KeyedBag<N, List<N>> links, KeyedBag<N, Double> ranks) {
    return links
        .join(ranks)
        .filter(entry -> entry.second().first().isEmpty())
        .map(entry -> entry.second().second())
        .aggregate(Aggregators.sumDouble())
        .named("dangling")
        .collect()
        .get(0);
  }

  /** What each node receives; with {@code all} nodes that receive nothing have a sum of 0. */
  private KeyedBag<N, Double> received(
      KeyedBag<N, List<N>> links, KeyedBag<N, Double> ranks, boolean all) {
    return links
        .join(ranks)
        .mapToPair(
            node,
            Codecs.DOUBLE,
            (entry, out) -> {
              Pair<List<N>, Double> at = entry.second();
              List<N> to = at.first();
              Double share = at.second() / to.size(); // one box for all edges
              for (int i = 0; i < to.size(); i++) {
                out.emit(to.get(i), share);
              }
              if (all) {
                out.emit(entry.first(), 0.0);
              }
            })
        .named("shares")
        .groupByKey()
        .aggregate(Aggregators.sumDouble())
        .named("received");
  }
}
