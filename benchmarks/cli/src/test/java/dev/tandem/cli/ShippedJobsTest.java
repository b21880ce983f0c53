package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobCatalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a new user tries: each shipped job on its sample, explained and compared on both engines and
 * with the oracle.
 */
class ShippedJobsTest {
  static List<String> jobs() {
    return JobCatalog.of(ShippedJobsTest.class.getClassLoader()).jobs().stream()
        .filter(job -> job.getClass().getName().startsWith("dev.tandem.jobs."))
        .map(Job::name)
        .toList();
  }

  @Test
  void thereAreAllOfThem() {
    assertThat(jobs()).contains("wordcount", "join", "pagerank", "kmeans").hasSizeGreaterThan(9);
  }

  @ParameterizedTest
  @MethodSource("jobs")
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
            "--scratch", // what other processes leave in the system's folder would be warned of
            folder.toString(),
            "--memory",
            "64m");
    assertThat(command.err()).isEmpty();
    assertThat(command.out()).contains("✓ same answer: ", "the shipped sample '");
    assertThat(command.code()).isZero();
    assertThat(page).isNotEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void isExplained(String job) {
    Command command = Command.run("explain", job);
    assertThat(command.err()).isEmpty();
    assertThat(command.out()).contains("LOGICAL PLAN", "MAPREDUCE: ", "RDD: ", "SHUFFLE", "why: ");
    assertThat(command.code()).isZero();
  }
}
