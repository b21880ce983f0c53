package dev.tandem.harness;

import dev.tandem.contract.job.Names;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.harness.Workload.Input;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data and parameters of each shipped job, in every profile the same but for the amount. */
final class Workloads {
  /** In the order of reports. */
  static final List<String> NAMES =
      List.of(
          "wordcount",
          "wordcount-bytes",
          "topwords",
          "grep",
          "inverted-index",
          "ngrams",
          "cooccurrence",
          "tfidf",
          "sort",
          "terasort",
          "distinct",
          "join",
          "join-sum",
          "join-sum-broadcast",
          "aggregate",
          "secondary-sort",
          "access-log",
          "pagerank",
          "connected-components",
          "kmeans",
          "logistic-regression");

  /**
   * Text lies in several files: an inverted index of one file says nothing, and all tasks get work
   * in the tiny profile too.
   */
  private static final int TEXT_FILES = 8;

  /** As in Pavlo's benchmark a page is visited some ten times. */
  private static final long VISITS_PER_PAGE = 10;

  private static final long VISITS_PER_USER = 10;

  /** So that the groups of an aggregation are many and of very different sizes. */
  private static final long VISITS_PER_VISITOR = 4;

  private final Amounts amounts;
  private final long seed;

  /**
   * @param amounts of data
   * @param seed of the generators
   */
  Workloads(Amounts amounts, long seed) {
    this.amounts = amounts;
    this.seed = seed;
  }

  /**
   * The workload of this name.
   *
   * @throws IllegalArgumentException if there is none; suggests the nearest name
   */
  Workload of(String name) {
    return switch (name) {
      case "wordcount", "ngrams", "cooccurrence", "tfidf", "sort" -> workload(name, text());
      case "wordcount-bytes" ->
          new Workload(
              name, "wordcount", List.of(new Input("", text())), params("records", "bytes"));
      case "topwords" -> workload(name, text(), "k", "100");
      case "inverted-index" -> workload(name, text(), "counts", "true");
      // Every fifth word or so matches, with many different texts, so that matching and counting
      // both take time.
      case "grep" -> workload(name, text(), "pattern", "[a-z]*(an|er|in)[a-z]*", "mode", "matches");
      case "terasort" -> workload(name, request("tera", amounts.tera()));
      case "distinct", "connected-components" -> workload(name, edges());
      case "join" -> join();
      case "join-sum" -> joinSum(name, "shuffle");
      case "join-sum-broadcast" -> joinSum(name, "broadcast");
      case "secondary-sort" ->
          workload(
              name,
              visits(),
              "format",
              "csv",
              "key",
              "0",
              "by",
              "2:str:asc,3:num:desc",
              "out",
              "2,3,1");
      case "access-log" -> workload(name, request("access-log", amounts.log()));
      case "aggregate" -> workload(name, visits(), "format", "csv", "key", "0", "value", "3");
      case "pagerank" -> workload(name, edges(), "iterations", "10", "nodes", "number");
      case "kmeans" ->
          workload(name, request("points", amounts.points()), "k", "10", "iterations", "10");
      case "logistic-regression" ->
          workload(name, request("labelled-points", amounts.points()), "iterations", "10");
      default ->
          throw new IllegalArgumentException(
              "there is no benchmark of a job '" + name + "'" + Names.didYouMean(name, NAMES));
    };
  }

  private Workload join() {
    Map<String, String> params =
        params(
            "left-format",
            "csv",
            "right-format",
            "csv",
            "left-key",
            "1",
            "right-key",
            "0",
            "left-out",
            "0,2,3",
            "right-out",
            "1");
    GenerateRequest rankings = request("rankings", DataSize.rows(pages()));
    return new Workload(
        "join", "join", List.of(new Input("left", visits()), new Input("right", rankings)), params);
  }

  /** Every visit to its user's group; one in fifty visits is of a user whom nobody knows. */
  private Workload joinSum(String name, String strategy) {
    long users = Math.max(1, amounts.userVisitRows() / VISITS_PER_USER);
    GenerateRequest visits =
        request("user-visits", amounts.visits()).withParams(params("users", Long.toString(users)));
    Map<String, String> params =
        params(
            "left-format",
            ",",
            "right-format",
            ",",
            "left-key",
            "0",
            "right-key",
            "0",
            "left-out",
            "2",
            "right-out",
            "1",
            "strategy",
            strategy);
    GenerateRequest all = request("users", DataSize.rows(users));
    return new Workload(
        name, "join-sum", List.of(new Input("left", visits), new Input("right", all)), params);
  }

  private static Workload workload(String name, GenerateRequest request, String... params) {
    return new Workload(name, name, List.of(new Input("", request)), params(params));
  }

  private GenerateRequest text() {
    return request("zipf-text", amounts.text()).withFiles(TEXT_FILES);
  }

  private GenerateRequest edges() {
    return request("web-graph", amounts.edges());
  }

  private GenerateRequest visits() {
    long visitors = Math.max(1, amounts.visitRows() / VISITS_PER_VISITOR);
    return request("visits", amounts.visits())
        .withParams(params("pages", Long.toString(pages()), "visitors", Long.toString(visitors)));
  }

  private long pages() {
    return Math.max(1, amounts.visitRows() / VISITS_PER_PAGE);
  }

  private GenerateRequest request(String dataset, DataSize size) {
    return GenerateRequest.of(dataset, size).withSeed(seed);
  }

  private static Map<String, String> params(String... pairs) {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      params.put(pairs[i], pairs[i + 1]);
    }
    return Collections.unmodifiableMap(params);
  }
}
