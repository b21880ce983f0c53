package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Node;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.RunCompression;
import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Runs of one partition in a folder, and a task that has them without a cluster. */
record SortedRuns(Path folder) {
  /** Keys that are sorted, each its own value. */
  Run write(int origin, List<String> sorted) throws IOException {
    return write(origin, sorted, RunCompression.NONE);
  }

  /** As above, compressed. */
  Run write(int origin, List<String> sorted, RunCompression compression) throws IOException {
    String path = folder.resolve("run" + origin).toString();
    try (RunWriter out = new RunWriter(LocalFileStore.INSTANCE, path, compression)) {
      for (String key : sorted) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length, bytes, 0, 0);
      }
      return new Run(path, List.of(out.endSegment()), origin);
    }
  }

  /** A run with so many records of one key, which is as long as that of all other runs. */
  Run write(int origin, int records) throws IOException {
    return write(origin, Collections.nCopies(records, "key " + (char) ('a' + origin % 26)));
  }

  /** The records of some runs in order: {@code key/origin}. */
  static List<String> merge(FileStore files, List<Run> runs) throws IOException {
    List<String> merged = new ArrayList<>();
    try (Merge merge = Merge.open(files, runs, 0, null)) {
      while (merge.next()) {
        Cursor at = merge.current();
        merged.add(
            new String(at.bytes, at.keyFrom, at.keyLength, StandardCharsets.UTF_8)
                + "/"
                + at.origin);
      }
      assertThat(merge.next()).isFalse();
      assertThat(merge.records()).isEqualTo(merged.size());
    }
    return merged;
  }

  /** A task whose own files are those of {@link #own}. */
  TaskContext task(RunOptions options) throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("own"));
    return TaskContext.elsewhere(
        options, new Attempt("unit", 0, 0), Node.elsewhere(), scratch.toString());
  }

  /** The files of the task, in the order of their names. */
  List<String> own() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("own"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
