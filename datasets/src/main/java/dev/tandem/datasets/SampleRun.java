package dev.tandem.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run of a shipped job on shipped samples that shows something, for commands without arguments.
 *
 * @param job name of the job
 * @param inputs files or folders to read, as {@code sample} or {@code sample/file}; empty where
 *     parameters name the inputs
 * @param params of the job, in order
 * @param pathParams the names of those params whose value is {@code sample/file}
 */
public record SampleRun(
    String job, List<String> inputs, Map<String, String> params, Set<String> pathParams) {
  private static final Map<String, SampleRun> ALL = all();

  public SampleRun {
    inputs = List.copyOf(inputs);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    pathParams = Collections.unmodifiableSet(new LinkedHashSet<>(pathParams));
  }

  /**
   * The same with paths on disk.
   *
   * @param inputs what to read; empty where parameters name the inputs
   * @param params of the job, in order, paths included
   */
  public record Extracted(List<Path> inputs, Map<String, String> params) {}

  /** The run for a job, if it has one. */
  public static Optional<SampleRun> of(String job) {
    return Optional.ofNullable(ALL.get(job));
  }

  /** The jobs that have a run; unmodifiable, in the order of the documentation. */
  public static List<String> jobs() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * Copies the samples that this run reads below a folder, unless they are there.
   *
   * @throws IOException if a file cannot be written
   */
  public Extracted extractTo(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String input : inputs) {
      paths.add(extract(folder, input));
    }
    Map<String, String> resolved = new LinkedHashMap<>(params);
    for (String name : pathParams) {
      resolved.put(name, extract(folder, params.get(name)).toString());
    }
    return new Extracted(List.copyOf(paths), Collections.unmodifiableMap(resolved));
  }

  private static Path extract(Path folder, String path) throws IOException {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Samples.extractTo(folder, path);
    }
    return Samples.extractTo(folder, path.substring(0, slash)).resolve(path.substring(slash + 1));
  }

  private static Map<String, SampleRun> all() {
    Map<String, SampleRun> runs = new LinkedHashMap<>();
    add(runs, "wordcount", "text");
    add(runs, "topwords", "text", "k", "20");
    add(runs, "grep", "log", "pattern", "(GET|POST|PUT|DELETE) /[a-z]*", "mode", "matches");
    add(runs, "inverted-index", "text", "counts", "true");
    add(runs, "ngrams", "text", "n", "3");
    add(runs, "cooccurrence", "text");
    add(runs, "tfidf", "text");
    add(runs, "sort", "text");
    add(runs, "terasort", "tera");
    add(runs, "distinct", "edges");
    addJoin(runs, "join", "0,2,3");
    addJoin(runs, "join-sum", "3");
    // The revenue by country: group 5, value 3, with rows whose revenue is no number.
    add(
        runs,
        "aggregate",
        "visits/visits.csv",
        "format",
        "csv",
        "header",
        "true",
        "key",
        "5",
        "value",
        "3");
    // What each country was visited for, the longest visit first.
    add(
        runs,
        "secondary-sort",
        "visits/visits.csv",
        "format",
        "csv",
        "header",
        "true",
        "key",
        "5",
        "by",
        "8:num:desc,7:str:asc",
        "out",
        "7,8");
    add(runs, "pagerank", "edges", "iterations", "10");
    add(runs, "connected-components", "islands");
    add(runs, "kmeans", "points", "k", "5", "iterations", "20");
    add(runs, "logistic-regression", "labelled", "iterations", "10");
    add(runs, "access-log", "log");
    return Collections.unmodifiableMap(runs);
  }

  private static void add(Map<String, SampleRun> runs, String job, String input, String... params) {
    runs.put(job, new SampleRun(job, List.of(input), map(params), Set.of()));
  }

  /** Visits with the rank of the page they went to; rows without a page match nothing. */
  private static void addJoin(Map<String, SampleRun> runs, String job, String leftOut) {
    Map<String, String> params =
        map(
            "left",
            "visits/visits.csv",
            "right",
            "visits/rankings.csv",
            "left-format",
            "csv",
            "right-format",
            "csv",
            "left-header",
            "true",
            "right-header",
            "true",
            "left-key",
            "1",
            "right-key",
            "0",
            "left-out",
            leftOut,
            "right-out",
            "1",
            "null-keys",
            "never");
    Set<String> paths = new LinkedHashSet<>(List.of("left", "right"));
    runs.put(job, new SampleRun(job, List.of(), params, paths));
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
