package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {
  @Test
  void jobsEnginesAndDatasets() {
    assertThat(Command.run("jobs").out())
        .contains(
            "wordcount",
            "topwords",
            "grep",
            "inverted-index",
            "sort",
            "distinct",
            "join",
            "aggregate",
            "pagerank",
            "kmeans");
    assertThat(Command.run("jobs", "--markdown").out())
        .startsWith("| job | what it computes | parameters (default) |\n| --- | --- | --- |\n");
    assertThat(Command.run("jobs", "topwords").out()).contains("whole number");
    assertThat(Command.run("engines").out()).contains("reference", "fake-a");
    assertThat(Command.run("datasets").out())
        .contains("zipf-text", "tera", "web-graph", "visits", "points");
    assertThat(Command.run("datasets", "tera").out()).contains("100 bytes a row");
  }

  @Test
  void linesFitTheTerminal() {
    assertThat(Command.run("jobs").out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void generateIsRepeatable(@TempDir Path folder) throws Exception {
    Path first = folder.resolve("a.txt");
    Path second = folder.resolve("b.txt");
    Command command =
        Command.run(
            "generate", "zipf-text", "--size", "20KB", "--seed", "5", "--output", first.toString());
    assertThat(command.code()).isZero();
    assertThat(command.out()).contains("20,000 bytes", "sha256", "_a.txt.manifest.json");
    Command.run(
        "generate", "zipf-text", "--size", "20KB", "--seed", "5", "--output", second.toString());
    assertThat(first).hasSize(20_000).hasSameBinaryContentAs(second);
    assertThat(Files.exists(folder.resolve("_a.txt.manifest.json"))).isTrue();
  }

  @Test
  void doctorFindsWhatItNeeds() {
    Command command = Command.run("doctor");
    assertThat(command.out()).contains("Java: ", "Maven: ", "heap: ", "processors: ", "free");
  }
}
