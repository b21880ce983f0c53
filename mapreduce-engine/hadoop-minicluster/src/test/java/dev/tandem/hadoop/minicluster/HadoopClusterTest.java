package dev.tandem.hadoop.minicluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.hadoop.HadoopEngine;
import dev.tandem.hadoopfiles.HadoopFiles;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.ReferenceEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine on daemons: input and output in HDFS, tasks in processes of their own. */
class HadoopClusterTest {
  private static final String NUMBERS =
      IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining("\n"));

  private static MiniCluster cluster;
  private static FileStore files;
  private static String hdfs;

  @TempDir Path folder;

  /** Why attempts have failed that were followed by others. */
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void start() throws IOException {
    cluster = MiniCluster.start();
    files = HadoopFiles.of(cluster.conf());
    hdfs = cluster.conf().get("fs.defaultFS");
    try (OutputStream out = files.create(hdfs + "/in/numbers.txt")) {
      out.write(NUMBERS.getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  private RunReport run(Engine engine, String input, String output, Map<String, String> params) {
    Visits job = new Visits();
    RunOptions options =
        RunOptions.defaults()
            .withPartitions(2)
            .withSplits(new SplitRule(1, 2000, 2000))
            .withScratch(folder.toString())
            .withOutput(output, false)
            .withListener(
                new RunListener() {
                  @Override
                  public void attemptFailed(
                      String unit, int task, int attempt, Throwable cause, boolean again) {
                    failures.add(unit + ", task " + task + ": " + cause.getMessage());
                  }
                });
    return Tandem.run(job, JobArgs.of(job, List.of(input), params), engine, options);
  }

  /** The lines of each part file. */
  private static Map<String, String> parts(FileStore store, String output) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    for (FileInfo file : store.list(output)) {
      try (InputStream in = store.open(file.path(), 0)) {
        parts.put(file.name(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  /**
   * Checks an output against what the reference engine answers and, file by file, against the
   * embedded engine, both from a local copy of the input.
   */
  private void assertRight(String output) throws IOException {
    Path input = Files.writeString(folder.resolve("numbers.txt"), NUMBERS);
    Map<String, String> parts = parts(files, output);
    String reference = folder.resolve("reference").toString();
    run(new ReferenceEngine(), input.toString(), reference, Map.of());
    assertThat(String.join("", parts.values()))
        .isEqualTo(String.join("", parts(LocalFileStore.INSTANCE, reference).values()));
    String embedded = folder.resolve("embedded").toString();
    run(new MapReduceEngine(), input.toString(), embedded, Map.of());
    assertThat(parts).isEqualTo(parts(LocalFileStore.INSTANCE, embedded));
  }

  @Test
  @Timeout(1800)
  void aJobOnTheClusterGivesTheSameFilesAsTheReference() throws IOException {
    String output = hdfs + "/out/same";
    RunReport report = run(new HadoopEngine(), hdfs + "/in", output, Map.of());
    assertRight(output);
    assertThat(report.counters()).containsExactlyEntriesOf(Map.of("numbers", 1000L));
    assertThat(report.get(Measure.INPUT_RECORDS)).isEqualTo(1000);
    assertThat(failures).isEmpty();
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
    assertThat(report.units().get(0).tasks()).as("map tasks").hasSize(2);
    assertThat(files.list(hdfs + "/out"))
        .as("beside the output")
        .extracting(FileInfo::name)
        .contains("same")
        .noneMatch(name -> name.startsWith("."));
    assertThat(folder.toFile().list())
        .as("the run's scratch folder is gone")
        .noneMatch(name -> name.startsWith("tandem-scratch"));
  }

  @Test
  @Timeout(1800)
  void aKilledTaskIsTriedAgainAndTheAnswerIsTheSame() throws Exception {
    String output = hdfs + "/out/killed";
    Path traps = Files.createDirectory(folder.resolve("traps"));
    Path trap = traps.resolve("trap");
    WatchService watch = traps.getFileSystem().newWatchService();
    traps.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    CompletableFuture<RunReport> running =
        CompletableFuture.supplyAsync(
            () -> run(new HadoopEngine(), hdfs + "/in", output, Map.of("trap", trap.toString())));
    while (!Files.exists(trap)) {
      WatchKey created = watch.poll(1500, TimeUnit.SECONDS);
      assertThat(created).as("a task in the trap; the job: %s", running).isNotNull();
      created.pollEvents();
      created.reset();
    }
    watch.close();
    ProcessHandle task = ProcessHandle.of(Long.parseLong(Files.readString(trap))).orElseThrow();
    assertThat(cluster.owns(task)).isTrue();
    assertThat(task.info().commandLine().orElse("")).contains("YarnChild");
    task.destroyForcibly();
    RunReport report = running.get(1500, TimeUnit.SECONDS);
    assertRight(output);
    assertThat(report.counters()).containsExactlyEntriesOf(Map.of("numbers", 1000L));
    assertThat(failures).hasSize(1);
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(report.units().get(0).tasks())
        .extracting(TaskReport::task, TaskReport::attempt, TaskReport::succeeded)
        .contains(tuple(0, 0, false), tuple(0, 1, true));
  }

  @Test
  @Timeout(1800)
  void aFailingJobNamesItsCauseAndLeavesNothing() throws IOException {
    try (OutputStream out = files.create(hdfs + "/bad/words.txt")) {
      out.write("1\n2\nthree\n".getBytes(StandardCharsets.UTF_8));
    }
    String output = hdfs + "/out/failed";
    assertThatThrownBy(() -> run(new HadoopEngine(), hdfs + "/bad", output, Map.of()))
        .isInstanceOf(JobFailed.class)
        .hasMessageContainingAll(
            "job visits",
            "step 'remainders'",
            "NumberFormatException",
            "three",
            "task 0",
            "attempt 4 of 4",
            "words.txt");
    assertThat(files.exists(output)).isFalse();
    assertThat(files.list(hdfs + "/out")).noneMatch(file -> file.name().startsWith("."));
  }
}
