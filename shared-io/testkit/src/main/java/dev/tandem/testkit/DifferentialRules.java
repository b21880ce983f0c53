package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunReport;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same answer as the reference engine, for pipelines that nobody has thought of. */
interface DifferentialRules {
  /** Where to try the engine. */
  Bench bench();

  /** How many pipelines are tried. */
  int pipelines();

  @Test
  default void randomPipelinesGiveTheAnswerOfTheReference() throws Exception {
    Bench mine = bench();
    Bench reference =
        new Bench(new ReferenceEngine(), Files.createDirectories(mine.folder.resolve("reference")));
    for (long seed = 1; seed <= pipelines(); seed++) {
      long partitions = seed % 4 + 1;
      long memory = seed % 3 == 0 ? 1 << 20 : 16 << 20;
      Answer expected = answer(reference, seed, (int) partitions, memory);
      Answer actual = answer(mine, seed, (int) partitions, memory);
      assertThat(actual.files).as("seed %d: %s", seed, expected.pipeline).isEqualTo(expected.files);
      assertThat(actual.report.digest())
          .as("digest of seed %d: %s", seed, expected.pipeline)
          .isEqualTo(expected.report.digest());
    }
  }

  /**
   * The lines of each file, in order of text; of all files of an output together where a sample
   * decides which file.
   */
  record Answer(String pipeline, Map<String, List<String>> files, RunReport report) {}

  private static Answer answer(Bench bench, long seed, int partitions, long memory) {
    RandomPipeline pipeline = new RandomPipeline(seed);
    bench.with(options -> options.withPartitions(partitions).withMemory(memory).withSeed(seed));
    RunReport report = bench.run(pipeline::on);
    Map<String, List<String>> files = new TreeMap<>();
    for (String output : List.of("plain", "keyed")) {
      Map<String, List<String>> parts = bench.parts(output);
      parts.forEach(
          (file, lines) -> {
            files.put(
                output + "/" + file,
                pipeline.sorted() ? List.of() : lines.stream().sorted().toList());
          });
      if (pipeline.sorted()) {
        files.put(output, parts.values().stream().flatMap(List::stream).sorted().toList());
      }
    }
    return new Answer(pipeline.toString(), files, report);
  }
}
