package dev.tandem.agreement;

import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.datasets.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample of a job, cut so small that every mechanism has to work: a file that engines cannot
 * cut, because its cells may hold line breaks, becomes a folder of small files.
 */
final class SampleInput {
  /** Pieces of a file that engines cannot cut. */
  private static final int PIECES = 12;

  private SampleInput() {}

  /** The arguments of a job's sample. */
  static JobArgs of(Job job, Path folder) throws IOException {
    SampleRun sample = SampleRun.of(job.name()).orElseThrow();
    SampleRun.Extracted files = sample.extractTo(folder.resolve("sample"));
    List<String> inputs = new ArrayList<>();
    for (Path input : files.inputs()) {
      inputs.add(cut(input, folder).toString());
    }
    Map<String, String> params = new LinkedHashMap<>(files.params());
    for (String name : sample.pathParams()) {
      params.put(name, cut(Path.of(params.get(name)), folder).toString());
    }
    return JobArgs.of(job, inputs, params);
  }

  /** Bytes of a split, so that the input has many of them. */
  static long splitSize(JobArgs args) throws IOException {
    long bytes = 0;
    for (String input : args.inputs()) {
      try (var files = Files.walk(Path.of(input))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          bytes += Files.size(file);
        }
      }
    }
    return Math.max(1000, bytes / PIECES / 1000 * 1000);
  }

  private static Path cut(Path input, Path folder) throws IOException {
    if (!input.toString().endsWith(".csv")) {
      return input;
    }
    Path pieces = folder.resolve("pieces-of-" + input.getFileName());
    if (Files.exists(pieces)) {
      return pieces;
    }
    Files.createDirectories(pieces);
    List<String> lines = Files.readAllLines(input, StandardCharsets.UTF_8);
    int each = lines.size() / PIECES + 1;
    for (int piece = 0; piece < PIECES; piece++) {
      List<String> part = new ArrayList<>(lines.subList(0, 1));
      int from = 1 + piece * each;
      part.addAll(lines.subList(Math.min(from, lines.size()), Math.min(from + each, lines.size())));
      Files.write(pieces.resolve(String.format("piece-%02d.csv", piece)), part);
    }
    return pieces;
  }
}
