package dev.tandem.jobs;

import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.DelimitedRows;
import dev.tandem.formats.TextSink;
import java.util.List;

/**
 * Node TAB rank (Page, Brin, Motwani, Winograd: "The PageRank Citation Ranking", 1999), in the
 * variants of Spark's example, of GraphX, and normalised as in textbooks.
 */
public final class PageRank implements Job {
  private static final Param<Integer> ITERATIONS =
      Params.atLeast(0, "iterations", 10, "rounds of passing ranks on");
  private static final Param<Double> DAMPING =
      Params.between(0, 1, "damping", 0.85, "share of a rank that is passed on");
  private static final Param<String> VARIANT =
      Param.choice("variant", "spark", "whose definition", "spark", "graphx", "norm");
  private static final Param<String> SEPARATOR = Separator.param();
  private static final Param<List<Integer>> COLUMNS =
      Params.columns("columns", "0,1", "the columns of an edge's two nodes, from and to");
  private static final Param<String> NODES =
      Param.choice("nodes", "text", "what nodes are; whole numbers are faster", "text", "number");

  @Override
  public String name() {
    return "pagerank";
  }

  @Override
  public String describe() {
    return "ranks the nodes of a graph by the ranks of those that point to them";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(ITERATIONS, DAMPING, VARIANT, SEPARATOR, COLUMNS, NODES);
  }

  @Override
  public Answer answer() {
    return Answer.numeric();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    List<Integer> columns = Params.checkCount("columns", args.get(COLUMNS), 2, 2);
    DelimitedRows edges =
        Separator.uncommented(args.get(SEPARATOR), args.inputs()).columns(columns);
    boolean all = !args.get(VARIANT).equals("spark");
    if (args.get(NODES).equals("number")) {
      rank(Graph.numbers(p, edges, all), Codecs.LONG, args);
    } else {
      rank(Graph.texts(p, edges, all), Codecs.TEXT, args);
    }
  }

  private static <N> void rank(KeyedBag<N, List<N>> links, Codec<N> node, JobArgs args) {
    Ranking<N> ranking = new Ranking<>(node, args.get(ITERATIONS), args.get(DAMPING));
    KeyedBag<N, Double> ranks =
        switch (args.get(VARIANT)) {
          case "spark" -> ranking.spark(links);
          case "graphx" -> ranking.graphx(links);
          default -> ranking.norm(links);
        };
    ranks.write(TextSink.to(args.output()));
  }
}
