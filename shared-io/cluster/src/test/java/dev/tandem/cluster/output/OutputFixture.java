package dev.tandem.cluster.output;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Destination;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An output folder of the test's own, and a run that writes it. */
abstract class OutputFixture {
  static final Map<String, String> COMPLETE =
      Map.of(
          "_SUCCESS",
          "",
          "part-m-00000.txt",
          "0\n",
          "part-m-00001.txt",
          "1\n",
          "part-m-00002.txt",
          "2\n");

  @TempDir Path folder;
  Path parent;
  Path out;
  RunOptions options;

  @BeforeEach
  void choosePaths() {
    parent = folder.resolve("results");
    out = parent.resolve("out");
    options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(out.toString(), false);
  }

  static Operation.Write write(int id, Destination<?> destination) {
    return write(id, destination, new Shape(null, Codecs.TEXT));
  }

  static Operation.Write write(int id, Destination<?> destination, Shape shape) {
    DoFn nothing = (key, value, collector) -> {};
    Closure<DoFn> closure = Closure.of("x", nothing);
    return new Operation.Write(
        id,
        "write",
        new Operation.ParallelDo(1, "x", null, closure, false, shape, List.of()),
        destination);
  }

  /** Three tasks, each with one part file of one line: its number. */
  static RunReport run(RunOptions options) {
    try (Cluster cluster = new Cluster("three", "none", options);
        OutputStage stage = OutputStage.open(cluster)) {
      Operation.Write write = write(2, new TextPart(""));
      stage.prepare(write);
      List<Task<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        tasks.add(
            context -> {
              try (PartWriter part =
                  stage.writer(context, write, false, context.attempt().task())) {
                part.emit(null, context.attempt().task());
              }
              return null;
            });
      }
      cluster.run(TaskSet.of("write", tasks));
      stage.commit();
      return cluster.log().toReport(RunReport.Status.SUCCEEDED, null);
    }
  }

  static Map<String, String> content(Path of) {
    try (Stream<Path> files = Files.walk(of)) {
      Map<String, String> found = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(of.relativize(file).toString(), Files.readString(file));
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<String> siblings() throws IOException {
    if (!Files.exists(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  void earlierOutput() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("old"), "old");
    Files.createFile(out.resolve("_SUCCESS"));
  }

  void reset(boolean overwrite) throws IOException {
    LocalFileStore.INSTANCE.delete(parent.toString());
    LocalFileStore.INSTANCE.delete(folder.resolve("scratch").toString());
    if (overwrite) {
      earlierOutput();
    }
  }
}
