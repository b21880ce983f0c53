package dev.tandem.mapreduce;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs inline jobs on the engine, in a folder of the test. */
final class Flow {
  /** An inline job. */
  @FunctionalInterface
  interface Definition {
    void define(Pipeline p, JobArgs args) throws Exception;
  }

  private record Inline(String name, Definition definition) implements Job {
    @Override
    public void define(Pipeline p, JobArgs args) throws Exception {
      definition.define(p, args);
    }
  }

  private final Path folder;
  private final UnaryOperator<RunOptions> change;

  Flow(Path folder, UnaryOperator<RunOptions> change) {
    this.folder = folder;
    this.change = change;
  }

  Flow with(UnaryOperator<RunOptions> more) {
    return new Flow(folder, options -> more.apply(change.apply(options)));
  }

  RunReport run(Definition definition) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withMemory(64 << 20)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(folder.resolve("out").toString(), true);
    Job job = new Inline("test", definition);
    return Tandem.run(
        job, JobArgs.of(job, List.of(), Map.of()), new MapReduceEngine(), change.apply(options));
  }

  /** The lines of all part files, in the order of their names. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file :
          files
              .filter(path -> path.getFileName().toString().startsWith("part-"))
              .sorted()
              .toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  /** All files and folders that are left in scratch. */
  List<Path> scratch() {
    try (Stream<Path> left = Files.walk(folder.resolve("scratch"))) {
      return left.filter(path -> !path.equals(folder.resolve("scratch"))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
