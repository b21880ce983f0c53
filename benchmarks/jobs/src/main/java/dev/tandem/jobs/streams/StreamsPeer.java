package dev.tandem.jobs.streams;

import java.util.Map;

/** What a person with one machine writes in Java: parallel streams on as many threads as slots. */
public final class StreamsPeer extends ProgramsPeer {
  /** For the list of services. */
  public StreamsPeer() {
    super(
        "streams",
        "plain Java with Strings and collections, on parallel streams",
        Map.of(
            "wordcount", new Words.Count(),
            "topwords", new Words.Top(),
            "sort", new Lines.Sort(),
            "distinct", new Lines.Distinct(),
            "terasort", new TeraSort(),
            "join-sum", new JoinSum(),
            "pagerank", new PageRank(),
            "kmeans", new KMeans()));
  }
}
