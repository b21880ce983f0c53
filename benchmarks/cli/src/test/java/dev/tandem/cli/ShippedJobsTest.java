package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a new user tries: each shipped job on its sample, explained and compared on both engines and
 * with the oracle.
 */
class ShippedJobsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wordcount",
        "topwords",
        "grep",
        "inverted-index",
        "sort",
        "distinct",
        "join",
        "aggregate",
        "pagerank",
        "kmeans"
      })
  void givesTheSameAnswerEverywhere(String job, @TempDir Path folder) {
    Path page = folder.resolve("page.html");
    Command command =
        Command.run(
            "compare",
            job,
            "--engines",
            "mapreduce,rdd,reference",
            "--html",
            page.toString(),
            "--memory",
            "64m");
    assertThat(command.err()).isEmpty();
    assertThat(command.out()).contains("✓ same answer: ", "the shipped sample '");
    assertThat(command.code()).isZero();
    assertThat(page).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wordcount",
        "topwords",
        "grep",
        "inverted-index",
        "sort",
        "distinct",
        "join",
        "aggregate",
        "pagerank",
        "kmeans"
      })
  void isExplained(String job) {
    Command command = Command.run("explain", job);
    assertThat(command.err()).isEmpty();
    assertThat(command.out()).contains("LOGICAL PLAN", "MAPREDUCE: ", "RDD: ", "SHUFFLE", "why: ");
    assertThat(command.code()).isZero();
  }
}
