package dev.tandem.jobs.baseline;

import java.util.List;
import java.util.Optional;

/** All baselines. */
public final class Baselines {
  private static final List<Baseline> ALL =
      List.of(
          new WordCountBaseline(),
          new TopWordsBaseline(),
          new GrepBaseline(),
          new InvertedIndexBaseline(),
          new NGramsBaseline(),
          new CooccurrenceBaseline(),
          new TfIdfBaseline(),
          new SortBaseline(),
          new TeraSortBaseline(),
          new DistinctBaseline(),
          new JoinBaseline(),
          new JoinSumBaseline(),
          new AggregateBaseline(),
          new SecondarySortBaseline(),
          new PageRankBaseline(),
          new ConnectedComponentsBaseline(),
          new KMeansBaseline(),
          new LogisticRegressionBaseline(),
          new AccessLogBaseline());

  private Baselines() {}

  /** In the order of the documentation; unmodifiable. */
  public static List<Baseline> all() {
    return ALL;
  }

  /** The baseline of a job, if it has one. */
  public static Optional<Baseline> find(String job) {
    return ALL.stream().filter(baseline -> baseline.name().equals(job)).findFirst();
  }
}
