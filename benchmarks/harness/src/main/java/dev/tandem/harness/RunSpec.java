package dev.tandem.harness;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One turn, as it is handed to a fork: a file of JSON.
 *
 * @param job the name of the job
 * @param contender the name of an engine, or {@code baseline}
 * @param inputs paths
 * @param params of the job, in order
 * @param resources what the contender may use
 * @param seed for what is drawn at random in a run
 * @param data files and folders that are read
 * @param coldCache whether they are to be dropped from the page cache before each run
 * @param folder where runs write
 * @param right the folder with the right answer
 * @param log the file that takes a {@link RunRecord} for each run
 */
record RunSpec(
    String job,
    String contender,
    List<String> inputs,
    Map<String, String> params,
    Resources resources,
    long seed,
    List<String> data,
    boolean coldCache,
    String folder,
    String right,
    String log) {
  static RunSpec read(Path file) throws IOException {
    return Json.MAPPER.readValue(file.toFile(), RunSpec.class);
  }

  void write(Path file) throws IOException {
    Json.MAPPER.writeValue(file.toFile(), this);
  }

  Job toJob() {
    return JobCatalog.of(RunSpec.class.getClassLoader()).job(job);
  }

  Path output() {
    return Path.of(folder, "output");
  }

  List<Path> files() {
    return data.stream().map(Path::of).toList();
  }

  RunOptions toOptions() {
    return resources
        .toOptions()
        .withSeed(seed)
        .withScratch(folder)
        .withOutput(output().toString(), false);
  }
}
