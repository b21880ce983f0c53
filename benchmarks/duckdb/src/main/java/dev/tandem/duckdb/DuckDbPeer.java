package dev.tandem.duckdb;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * SQL in DuckDB. Its memory is not the JVM's: it may use as much outside of the heap as the heap
 * may grow to, and spills to the scratch folder beyond.
 *
 * <p>DuckDB first reads the files as they are. If it refuses, they are read by the readers that the
 * jobs use, written anew in a form without surprises, and tried once more; so malformed input gets
 * the message that the jobs give.
 */
public final class DuckDbPeer implements Peer {
  private static final Map<String, Program> PROGRAMS =
      Map.ofEntries(
          Map.entry("wordcount", new Words.Count()),
          Map.entry("topwords", new Words.Top()),
          Map.entry("ngrams", new NGrams()),
          Map.entry("sort", new Lines.Sort()),
          Map.entry("distinct", new Lines.Distinct()),
          Map.entry("join", new Join()),
          Map.entry("join-sum", new JoinSum()),
          Map.entry("aggregate", new Aggregate()),
          Map.entry("pagerank", new PageRank()),
          Map.entry("kmeans", new KMeans()));

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public String describe() {
    return "SQL in DuckDB, inside this process but outside of its heap";
  }

  @Override
  public boolean has(String job, Map<String, String> params) {
    Program program = PROGRAMS.get(job);
    return program != null && program.knows(params);
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    Path output = Files.createDirectory(Path.of(options.output()));
    try (Scratch scratch = Scratch.below(options.scratch())) {
      try {
        run(job, params, options, output, scratch, new Inputs(inputs, scratch.folder(), false));
      } catch (SQLException refused) {
        empty(output);
        try {
          run(job, params, options, output, scratch, new Inputs(inputs, scratch.folder(), true));
        } catch (SQLException again) {
          again.addSuppressed(refused);
          throw again;
        }
      }
    }
  }

  private static void run(
      String job,
      Map<String, String> params,
      RunOptions options,
      Path output,
      Scratch scratch,
      Inputs inputs)
      throws Exception {
    int threads = options.nodes() * options.slots();
    try (Database database = Database.open(threads, scratch.folder(), output)) {
      PROGRAMS.get(job).run(database, inputs, params);
    }
  }

  private static void empty(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
