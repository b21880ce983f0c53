package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Native jobs in a folder of the test. */
final class Jobs {
  private final Path folder;

  Jobs(Path folder) {
    this.folder = folder;
  }

  RunOptions options() {
    return RunOptions.defaults()
        .withNodes(2, 1)
        .withMemory(64 << 20)
        .withScratch(folder.resolve("scratch").toString());
  }

  /** A job that writes to {@code out}. */
  MapReduceJob job(String name) {
    MapReduceJob job = MapReduceJob.getInstance(new Configuration(), name);
    job.setRunOptions(options());
    job.getConfiguration().setInt("mapreduce.task.io.sort.mb", 1);
    job.setOutputPath(folder.resolve("out").toString());
    return job;
  }

  /** A job that reads one file of these lines. */
  MapReduceJob job(String name, String... lines) throws IOException {
    MapReduceJob job = job(name);
    job.addInputPath(write("in-" + name + ".txt", String.join("\n", lines) + "\n"));
    return job;
  }

  String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  static void succeed(MapReduceJob job) throws InterruptedException {
    boolean well = job.waitForCompletion(false);
    assertThat(job.getStatus().getFailureInfo()).isEmpty();
    assertThat(well).isTrue();
  }

  /** Why it failed. */
  static String fail(MapReduceJob job) throws InterruptedException {
    assertThat(job.waitForCompletion(false)).isFalse();
    assertThat(job.getStatus().getState()).isEqualTo(JobStatus.State.FAILED);
    return job.getStatus().getFailureInfo();
  }

  /** The lines of a file of the output. */
  List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve(file));
  }

  /** The lines of all files of the output, in the order of their names. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String file : files()) {
      if (!file.startsWith("_")) {
        lines.addAll(lines(file));
      }
    }
    return lines;
  }

  /** The names of all files of the output. */
  List<String> files() throws IOException {
    Path out = folder.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  static long counter(MapReduceJob job, Enum<?> name) {
    return job.getCounters().findCounter(name).getValue();
  }
}
