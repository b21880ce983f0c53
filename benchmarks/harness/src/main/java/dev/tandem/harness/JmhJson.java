package dev.tandem.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * JMH's own JSON, for the tools that read it. Every turn was a JMH run of its own; here the forks
 * of one job and contender are together again.
 */
final class JmhJson {
  private JmhJson() {}

  /**
   * Writes a file; its folder is made if it is missing.
   *
   * @param turns in order
   */
  static void write(List<RunResult> turns, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(merge(turns));
      if (out.checkError()) {
        throw new IOException(file + " could not be written");
      }
    }
  }

  private static Collection<RunResult> merge(List<RunResult> turns) {
    Map<String, List<RunResult>> groups = new LinkedHashMap<>();
    for (RunResult turn : turns) {
      String key = turn.getParams().getParam("job") + "\n" + turn.getParams().getParam("engine");
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(turn);
    }
    return groups.values().stream().map(JmhJson::together).toList();
  }

  private static RunResult together(List<RunResult> turns) {
    List<BenchmarkResult> forks =
        turns.stream().flatMap(turn -> turn.getBenchmarkResults().stream()).toList();
    return new RunResult(turns.get(0).getParams(), forks);
  }
}
