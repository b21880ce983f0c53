package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.spark.peer.SparkNativePeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native programs give the answers that the jobs ask for. */
class SparkNativePeerTest {
  private final SparkNativePeer peer = new SparkNativePeer();

  @TempDir Path folder;

  private String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  private Path run(String job, Map<String, String> params, String... inputs) {
    assertThat(peer.has(job, params)).isTrue();
    Path output = folder.resolve("out-" + job);
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withPartitions(3)
            .withScratch(folder.toString())
            .withOutput(output.toString(), false);
    peer.run(job, List.of(inputs), params, options);
    return output;
  }

  private static List<Path> parts(Path output) throws IOException {
    try (var files = Files.list(output)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path part : parts(output)) {
      all.addAll(Files.readAllLines(part));
    }
    return all;
  }

  @Test
  void wordcountCountsWhatWhiteSpaceSeparates() throws IOException {
    Path output = run("wordcount", Map.of(), file("words.txt", "b a  b", "", "\ta c"));
    assertThat(lines(output)).containsExactlyInAnyOrder("a\t2", "b\t2", "c\t1");
  }

  @Test
  void terasortOrdersRowsAcrossFiles() throws IOException {
    byte[] rows = new byte[100 * 500];
    new Random(5).nextBytes(rows);
    Path input = Files.write(folder.resolve("rows.bin"), rows);
    ByteArrayOutputStream sorted = new ByteArrayOutputStream();
    List<Path> parts = parts(run("terasort", Map.of(), input.toString()));
    for (Path part : parts) {
      sorted.writeBytes(Files.readAllBytes(part));
    }
    List<byte[]> expected = new ArrayList<>();
    for (int at = 0; at < rows.length; at += 100) {
      expected.add(Arrays.copyOfRange(rows, at, at + 100));
    }
    expected.sort(Arrays::compareUnsigned);
    ByteArrayOutputStream wanted = new ByteArrayOutputStream();
    expected.forEach(wanted::writeBytes);
    assertThat(sorted.toByteArray()).isEqualTo(wanted.toByteArray());
    assertThat(parts).hasSize(3);
  }

  @Test
  void joinSumAddsUpByGroup() throws IOException {
    Map<String, String> params =
        Map.of(
            "left", file("left.csv", "k,n", "1,2.5", "2,1", "1,x", "9,7", "\"2\",3"),
            "right", file("right.csv", "1,red", "2,blue", "2,\"a,b\""),
            "left-header", "true",
            "left-out", "1",
            "right-out", "1");
    assertThat(lines(run("join-sum", params)))
        .containsExactlyInAnyOrder("red\t2.5", "blue\t4.0", "a,b\t4.0");
  }

  @Test
  void pagerankFollowsSparksDefinition() throws IOException {
    String edges = file("edges.txt", "# from to", "1 2", "1 2", "1 3", "2 1", "3 1", "4 1");
    for (String nodes : List.of("text", "number")) {
      Path output = run("pagerank", Map.of("iterations", "1", "nodes", nodes), edges);
      assertThat(lines(output))
          .containsExactlyInAnyOrder("1\t2.6999999999999997", "2\t0.575", "3\t0.575");
      deleteAll(output);
    }
  }

  private static void deleteAll(Path output) throws IOException {
    try (var files = Files.walk(output)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void kmeansMovesCentresUntilNothingChanges() throws IOException {
    String points = file("points.txt", "0 0", "10 10", "0 2", "10 12");
    assertThat(lines(run("kmeans", Map.of("k", "2"), points)))
        .containsExactly(
            "centre:00\t0.0,1.0",
            "size:00\t2",
            "centre:01\t10.0,11.0",
            "size:01\t2",
            "cost\t4.0",
            "rounds\t2");
  }

  @Test
  void whatAProgramCannotDoItDoesNotClaim() {
    assertThat(peer.has("sort", Map.of())).isFalse();
    assertThat(peer.has("wordcount", Map.of("tokens", "words"))).isFalse();
    assertThat(peer.has("pagerank", Map.of("variant", "norm"))).isFalse();
    assertThat(peer.has("join-sum", Map.of("strategy", "broadcast"))).isFalse();
  }
}
