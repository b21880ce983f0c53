package dev.tandem.jobs.streams;

import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** A peer that is a set of programs, each on as many threads as there are slots. */
abstract class ProgramsPeer implements Peer {
  private final String name;
  private final String description;
  private final Map<String, Program> byJob;

  /**
   * @param byJob the programs by the jobs that they are for
   */
  ProgramsPeer(String name, String description, Map<String, Program> byJob) {
    this.name = name;
    this.description = description;
    this.byJob = byJob;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String describe() {
    return description;
  }

  @Override
  public final boolean has(String job, Map<String, String> params) {
    Program program = byJob.get(job);
    return program != null && program.knows(params);
  }

  @Override
  public final void run(
      String job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws Exception {
    int threads = options.nodes() * options.slots();
    Parts output = new Parts(Files.createDirectory(Path.of(options.output())), threads);
    List<Path> paths = inputs.stream().map(Path::of).toList();
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      pool.submit(
              () -> {
                byJob.get(job).run(paths, params, output);
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
