package dev.tandem.jobs.streams;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import java.util.List;
import java.util.Map;

/** What a person with one machine writes in Java: parallel streams on as many threads as slots. */
public final class StreamsPeer implements Peer {
  private static final Programs PROGRAMS =
      new Programs(
          Map.of(
              "wordcount", new Words.Count(),
              "topwords", new Words.Top(),
              "sort", new Lines.Sort(),
              "distinct", new Lines.Distinct(),
              "terasort", new TeraSort(),
              "join-sum", new JoinSum(),
              "pagerank", new PageRank(),
              "kmeans", new KMeans()));

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public String describe() {
    return "plain Java with Strings and collections, on parallel streams";
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    return PROGRAMS.has(job, params);
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    PROGRAMS.run(job, inputs, params, options);
  }
}
