package dev.tandem.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.spark.SparkEngine;
import dev.tandem.testkit.ReferenceEngine;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real daemons: a master and two workers of Spark's standalone mode, with executors below them. */
@Timeout(300)
class StandaloneClusterTest {
  private static final String JOB_JAR = "job.jar";
  private static final String THIN_JAR = "thin.jar";

  @TempDir static Path shared;
  private static StandaloneCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = StandaloneCluster.start(shared);
    TestJars.job(shared.resolve(JOB_JAR), SlowCounts.class);
    TestJars.thin(shared.resolve(THIN_JAR));
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  @Test
  void aJobThatShufflesGivesTheAnswerOfTheReference() throws Exception {
    Path input = input();
    RunReport expected = run(new ReferenceEngine(), input, options("expected"), "");
    RunReport actual = run(new SparkEngine(), input, onCluster(options("actual")), "");
    assertThat(parts("actual")).isEqualTo(parts("expected")).hasSize(4);
    assertThat(actual.digest()).isEqualTo(expected.digest());
    assertThat(actual.counters()).isEqualTo(expected.counters());
    assertThat(actual.units()).hasSize(2);
  }

  @Test
  void anExecutorThatIsKilledInMidJobChangesNoAnswer() throws Exception {
    Path input = input();
    RunReport expected = run(new ReferenceEngine(), input, options("expected"), "");
    Path gate = Files.createDirectory(folder.resolve("gate"));
    Thread killer = new Thread(() -> killBehind(gate));
    killer.start();
    RunReport actual = run(new SparkEngine(), input, onCluster(options("actual")), gate.toString());
    killer.join();
    assertThat(parts("actual")).isEqualTo(parts("expected"));
    assertThat(actual.digest()).isEqualTo(expected.digest());
    assertThat(actual.counters()).as("each partition once").isEqualTo(expected.counters());
    assertThat(gate.resolve("killed")).exists();
  }

  @Test
  void aJobIsSubmittedInAThinJar() throws Exception {
    Path input = input();
    RunReport expected = run(new ReferenceEngine(), input, options("expected"), "");
    SparkSubmit.Ended ended =
        SparkSubmit.run(
            folder,
            List.of(
                "--master",
                cluster.url(),
                "--conf",
                "spark.executor.memory=512m",
                "--class",
                "dev.tandem.spark.Main",
                "--jars",
                shared.resolve(JOB_JAR).toString(),
                shared.resolve(THIN_JAR).toString(),
                "slow-counts",
                "--input",
                input.toString(),
                "--output",
                folder.resolve("actual").toString(),
                "--partitions",
                "4"));
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(parts("actual")).isEqualTo(parts("expected"));
    assertThat(ended.output()).contains(expected.digest().toString());
  }

  /** Kills an executor as soon as a reduce task has begun, then lets the tasks go on. */
  private static void killBehind(Path gate) {
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      gate.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      if (isEmpty(gate)) {
        watch.take();
      }
      cluster.killAnExecutor();
      Files.createFile(gate.resolve("killed"));
      Files.createFile(gate.resolve("open"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isEmpty(Path gate) throws IOException {
    try (var files = Files.list(gate)) {
      return files.findAny().isEmpty();
    }
  }

  private Path input() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      lines.add("w" + i % 101 + " w" + i * 7919 % 997 + " \u00e4\uD83D\uDE00" + i % 7);
    }
    return Files.write(folder.resolve("words.txt"), lines);
  }

  private RunOptions options(String output) {
    return RunOptions.defaults()
        .withNodes(2, 1)
        .withPartitions(4)
        .withSplits(new SplitRule(1, 8 << 10, 8 << 10))
        .withScratch(folder.resolve("scratch").toString())
        .withOutput(folder.resolve(output).toString(), false);
  }

  private static RunOptions onCluster(RunOptions options) {
    return options
        .withConf("master", cluster.url())
        .withConf("spark.executor.memory", "512m")
        .withConf("spark.driver.host", "127.0.0.1")
        .withConf("spark.driver.bindAddress", "127.0.0.1")
        .withConf("spark.jars", shared.resolve(THIN_JAR) + "," + shared.resolve(JOB_JAR));
  }

  private static RunReport run(Engine engine, Path input, RunOptions options, String gate)
      throws IOException {
    Files.createDirectories(Path.of(options.scratch()));
    SlowCounts job = new SlowCounts();
    JobArgs args = JobArgs.of(job, List.of(input.toString()), Map.of("gate", gate));
    return Tandem.run(job, args, engine, options);
  }

  private Map<String, List<String>> parts(String output) throws IOException {
    Map<String, List<String>> parts = new TreeMap<>();
    try (var files = Files.list(folder.resolve(output))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        parts.put(
            file.getFileName().toString(), Files.readAllLines(file).stream().sorted().toList());
      }
    }
    return parts;
  }
}
