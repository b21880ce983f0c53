package dev.tandem.jobs.streams;

import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * What a peer can do.
 *
 * @param byJob its programs
 */
record Programs(Map<String, Program> byJob) {

  /** Whether there is a program for a job with these values of its parameters. */
  boolean has(String job, Map<String, String> params) {
    Program program = byJob.get(job);
    return program != null && program.knows(params);
  }

  /** Runs the program of a job on as many threads as there are slots. */
  void run(String job, List<String> inputs, Map<String, String> params, RunOptions options)
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
