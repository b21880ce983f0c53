package dev.tandem.jobs.streams;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** What a person with one machine writes in Java: parallel streams on as many threads as slots. */
public final class StreamsPeer implements Peer {
  private static final Map<String, Program> PROGRAMS =
      Map.of(
          "wordcount", new Words.Count(),
          "topwords", new Words.Top(),
          "sort", new Lines.Sort(),
          "distinct", new Lines.Distinct(),
          "terasort", new TeraSort(),
          "join-sum", new JoinSum(),
          "pagerank", new PageRank(),
          "kmeans", new KMeans());

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
    Program program = PROGRAMS.get(job);
    return program != null && program.knows(params);
  }

  @Override
  public void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    int threads = options.nodes() * options.slots();
    Parts output = new Parts(Files.createDirectory(Path.of(options.output())), threads);
    List<Path> paths = inputs.stream().map(Path::of).toList();
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      pool.submit(
              () -> {
                PROGRAMS.get(job).run(paths, params, output);
                return null;
              })
          .get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      pool.shutdown();
    }
  }
}
