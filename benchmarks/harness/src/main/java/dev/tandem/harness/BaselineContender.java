package dev.tandem.harness;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import dev.tandem.jobs.baseline.Baselines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The hand-written single-thread program of a job: what a machine can do where nobody pays for an
 * engine. It counts nothing.
 */
final class BaselineContender implements Contender {
  @Override
  public boolean has(Job job) {
    return Baselines.find(job.name()).isPresent();
  }

  @Override
  public Map<Measure, Long> run(
      Job job, List<String> inputs, Map<String, String> params, RunOptions options)
      throws IOException {
    Path folder = Path.of(options.output());
    Files.createDirectory(folder);
    List<Path> paths = inputs.stream().map(Path::of).toList();
    Baselines.find(job.name()).orElseThrow().run(paths, params, folder.resolve("part-r-00000"));
    return Map.of();
  }
}
