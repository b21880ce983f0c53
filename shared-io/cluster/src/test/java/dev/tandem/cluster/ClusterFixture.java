package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster in a folder of the test's own. */
abstract class ClusterFixture {
  @TempDir Path folder;

  final RunOptions options(int nodes, int slots) {
    return RunOptions.defaults().withNodes(nodes, slots).withScratch(folder.toString());
  }

  /** Every test leaves neither files nor threads. */
  @AfterEach
  void leavesNothing() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("tandem-" + job() + "-"));
  }

  /** A name that no cluster of another test has. */
  private String job() {
    return "test-" + System.identityHashCode(this);
  }

  final Cluster cluster(RunOptions options) {
    return new Cluster(job(), "none", options);
  }

  static List<Task<Integer>> squares(int n) {
    return IntStream.range(0, n).<Task<Integer>>mapToObj(i -> context -> i * i).toList();
  }
}
