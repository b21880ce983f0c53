package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.hadoop.peer.HadoopPeer;
import dev.tandem.testkit.ReferenceEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native programs give the answers of the jobs. */
class HadoopPeerTest {
  private final Peer peer = new HadoopPeer();
  private final Random random = new Random(7);

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private RunOptions options(String output) {
    return RunOptions.defaults()
        .withNodes(1, 2)
        .withPartitions(3)
        .withMemory(64 << 20)
        .withScratch(folder.resolve("scratch").toString())
        .withOutput(folder.resolve(output).toString(), false);
  }

  /** Runs the program and the job on the reference engine, and compares. */
  private void assertSameAnswer(String name, List<String> inputs, Map<String, String> params)
      throws Exception {
    assertThat(peer.has(name, params)).isTrue();
    peer.run(name, inputs, params, options("peer"));
    Job job = JobCatalog.of(getClass().getClassLoader()).job(name);
    Tandem.run(job, JobArgs.of(job, inputs, params), new ReferenceEngine(), options("right"));
    assertThat(
            AnswerCheck.of(job.answer())
                .compare(
                    LocalFileStore.INSTANCE,
                    folder.resolve("right").toString(),
                    folder.resolve("peer").toString()))
        .isEmpty();
    assertThat(folder.resolve("scratch").toFile().list()).as("left behind").isEmpty();
  }

  @Test
  void wordcount() throws Exception {
    String text =
        lines(
            500,
            i -> "w" + random.nextInt(50) + "\tW" + random.nextInt(9) + "  \u000Bé\uD83D\uDE00");
    assertSameAnswer("wordcount", List.of(file("words.txt", text)), Map.of());
  }

  @Test
  void terasort() throws Exception {
    byte[] rows = new byte[100 * 3000];
    random.nextBytes(rows);
    Path input = Files.write(folder.resolve("rows"), rows);
    assertSameAnswer("terasort", List.of(input.toString()), Map.of());
  }

  @Test
  void terasortOfFewerRowsThanPartitions() throws Exception {
    byte[] rows = new byte[100 * 2];
    random.nextBytes(rows);
    Path input = Files.write(folder.resolve("rows"), rows);
    assertSameAnswer("terasort", List.of(input.toString()), Map.of());
  }

  @Test
  void joinSum() throws Exception {
    String left = lines(2000, i -> "k" + random.nextInt(120) + ",x," + random.nextInt(1000) / 8.0);
    String right = lines(150, i -> "k" + random.nextInt(100) + ",g" + random.nextInt(7) + "\\");
    assertSameAnswer(
        "join-sum",
        List.of(),
        Map.of(
            "left",
            file("left.txt", left + "k1,x,n/a\n"),
            "right",
            file("right.txt", right),
            "left-format",
            ",",
            "right-format",
            ",",
            "left-out",
            "2",
            "right-out",
            "1"));
  }

  private String edges() throws IOException {
    return file(
        "edges.txt",
        "# a graph\n" + lines(3000, i -> random.nextInt(300) + " " + random.nextInt(400)));
  }

  @Test
  void pagerankOfNumbers() throws Exception {
    assertSameAnswer("pagerank", List.of(edges()), Map.of("iterations", "4", "nodes", "number"));
  }

  @Test
  void pagerankOfTexts() throws Exception {
    assertSameAnswer("pagerank", List.of(edges()), Map.of("iterations", "1", "damping", "0.5"));
  }

  @Test
  void kmeans() throws Exception {
    String points =
        lines(
            600, i -> random.nextInt(4) * 10 + random.nextDouble() + " " + random.nextInt(3) * 7.5);
    assertSameAnswer(
        "kmeans", List.of(file("points.txt", points)), Map.of("k", "5", "iterations", "6"));
  }

  @Test
  void whatIsNotAnsweredIsNotClaimed() {
    assertThat(peer.has("sort", Map.of())).isFalse();
    assertThat(peer.has("wordcount", Map.of("tokens", "words"))).isFalse();
    assertThat(peer.has("pagerank", Map.of("variant", "norm"))).isFalse();
    assertThat(peer.has("kmeans", Map.of("columns", "0,1"))).isFalse();
    assertThat(peer.has("join-sum", Map.of("left-format", "csv"))).isFalse();
  }
}
