package dev.tandem.harness;

import dev.tandem.contract.job.Names;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.harness.Workload.Input;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data and parameters of each shipped job, in every profile the same but for the size. */
final class Workloads {
  /** The jobs that have a workload, in the order of reports. */
  static final List<String> JOBS =
      List.of(
          "wordcount",
          "topwords",
          "grep",
          "inverted-index",
          "sort",
          "distinct",
          "join",
          "aggregate",
          "pagerank",
          "kmeans");

  /**
   * Text lies in several files: an inverted index of one file says nothing, and all tasks get work
   * in the tiny profile too.
   */
  private static final int TEXT_FILES = 8;

  /** About the bytes of ten visits: as in Pavlo's benchmark a page is visited some ten times. */
  private static final long BYTES_PER_PAGE = 1_200;

  /**
   * About the bytes of four visits, so that the groups of an aggregation are many and of very
   * different sizes.
   */
  private static final long BYTES_PER_VISITOR = 480;

  private final DataSize size;
  private final long seed;

  /**
   * @param size of each input, in bytes
   * @param seed of the generators
   */
  Workloads(DataSize size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /**
   * The workload of a job.
   *
   * @throws IllegalArgumentException if it has none; suggests the nearest name
   */
  Workload of(String job) {
    return switch (job) {
      case "wordcount", "sort" -> workload(job, text());
      case "topwords" -> workload(job, text(), "k", "100");
      case "inverted-index" -> workload(job, text(), "counts", "true");
      // Every fifth word or so matches, with many different texts, so that matching and counting
      // both take time.
      case "grep" -> workload(job, text(), "pattern", "[a-z]*(an|er|in)[a-z]*", "mode", "matches");
      case "distinct" -> workload(job, request("web-graph"));
      case "join" -> join();
      case "aggregate" -> workload(job, visits(), "format", "csv", "key", "0", "value", "3");
      case "pagerank" -> workload(job, request("web-graph"), "iterations", "10", "nodes", "number");
      case "kmeans" -> workload(job, request("points"), "k", "10", "iterations", "10");
      default ->
          throw new IllegalArgumentException(
              "there is no benchmark of a job '" + job + "'" + Names.didYouMean(job, JOBS));
    };
  }

  private Workload join() {
    GenerateRequest rankings =
        GenerateRequest.of("rankings", DataSize.rows(pages())).withSeed(seed);
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
    return new Workload(
        "join", List.of(new Input("left", visits()), new Input("right", rankings)), params);
  }

  private static Workload workload(String job, GenerateRequest request, String... params) {
    return new Workload(job, List.of(new Input("", request)), params(params));
  }

  private GenerateRequest text() {
    return request("zipf-text").withFiles(TEXT_FILES);
  }

  private GenerateRequest visits() {
    String visitors = Long.toString(Math.max(1, size.amount() / BYTES_PER_VISITOR));
    return request("visits")
        .withParams(params("pages", Long.toString(pages()), "visitors", visitors));
  }

  private long pages() {
    return Math.max(1, size.amount() / BYTES_PER_PAGE);
  }

  private GenerateRequest request(String dataset) {
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
