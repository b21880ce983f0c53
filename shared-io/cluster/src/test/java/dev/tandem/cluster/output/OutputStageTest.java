package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.FailingFiles;
import dev.tandem.cluster.Owner;
import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskSet;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Destination;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.Shape;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class OutputStageTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "_SUCCESS",
          "",
          "part-m-00000.txt",
          "0\n",
          "part-m-00001.txt",
          "1\n",
          "part-m-00002.txt",
          "2\n");

  @TempDir Path folder;
  private Path parent;
  private Path out;
  private RunOptions options;

  @BeforeEach
  void choosePaths() {
    parent = folder.resolve("results");
    out = parent.resolve("out");
    options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withScratch(folder.resolve("scratch").toString())
            .withOutput(out.toString(), false);
  }

  private static Operation.Write write(int id, Destination<?> destination) {
    return write(id, destination, new Shape(null, Codecs.TEXT));
  }

  private static Operation.Write write(int id, Destination<?> destination, Shape shape) {
    DoFn nothing = (key, value, collector) -> {};
    Closure<DoFn> closure = Closure.of("x", nothing);
    return new Operation.Write(
        id,
        "write",
        new Operation.ParallelDo(1, "x", null, closure, false, shape, List.of()),
        destination);
  }

  /** Three tasks, each with one part file of one line: its number. */
  static RunReport run(RunOptions options) {
    try (Cluster cluster = new Cluster("three", "none", options);
        OutputStage stage = OutputStage.open(cluster)) {
      Operation.Write write = write(2, new TextPart(""));
      stage.prepare(write);
      List<Task<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        tasks.add(
            context -> {
              try (PartWriter part =
                  stage.writer(context, write, false, context.attempt().task())) {
                part.emit(null, context.attempt().task());
              }
              return null;
            });
      }
      cluster.run(TaskSet.of("write", tasks));
      stage.commit();
      return cluster.log().toReport(RunReport.Status.SUCCEEDED, null);
    }
  }

  private static Map<String, String> content(Path of) {
    try (Stream<Path> files = Files.walk(of)) {
      Map<String, String> found = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(of.relativize(file).toString(), Files.readString(file));
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> siblings() throws IOException {
    if (!Files.exists(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tandem", "hadoop-v1", "hadoop-v2"})
  void aRunThatSucceedsLeavesTheOutputAndNothingElse(String committer) throws IOException {
    RunReport report = run(options.withConf("committer", committer));
    assertThat(content(out)).isEqualTo(COMPLETE);
    assertThat(siblings()).containsExactly("out");
    assertThat(report.outputs()).hasSize(1);
    assertThat(report.outputs().get(0).files()).isEqualTo(3);
    assertThat(report.outputs().get(0).bytes()).isEqualTo(6);
    assertThat(report.digest().records()).isEqualTo(3);
    assertThat(report.get(Measure.OUTPUT_RECORDS)).isEqualTo(3);
    assertThat(report.get(Measure.OUTPUT_BYTES)).isEqualTo(6);
  }

  @Test
  void aRelativeOutputWorks() throws IOException {
    Path relative = Path.of("target", "relative-" + folder.getFileName());
    try {
      run(options.withOutput(relative + "/", false));
      assertThat(content(relative)).isEqualTo(COMPLETE);
    } finally {
      LocalFileStore.INSTANCE.delete(relative.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"/, new folder", ".., new folder"})
  void whatIsNoNameIsRefused(String output, String says) {
    assertThatThrownBy(() -> run(options.withOutput(output, false)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(says);
  }

  @Test
  void anExistingOutputIsRefusedAndLeftAlone() throws IOException {
    Files.createDirectories(out);
    assertThatThrownBy(() -> run(options))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("the output " + out + " exists already")
        .hasMessageContaining("--overwrite");
    assertThat(siblings()).containsExactly("out");
    assertThat(content(out)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tandem", "hadoop-v1", "hadoop-v2"})
  void overwriteReplaces(String committer) throws IOException {
    earlierOutput();
    run(options.withOutput(out.toString(), true).withConf("committer", committer));
    assertThat(content(out)).isEqualTo(COMPLETE);
    assertThat(siblings()).containsExactly("out");
  }

  private void earlierOutput() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("old"), "old");
    Files.createFile(out.resolve("_SUCCESS"));
  }

  @Test
  void overwriteLeavesWhatNoRunHasWritten() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis"), "precious");
    RunOptions overwriting = options.withOutput(out.toString(), true);
    assertThatThrownBy(() -> run(overwriting)).hasMessageContaining("was not written by a run");
    assertThat(content(out)).isEqualTo(Map.of("thesis", "precious"));
    Files.delete(out.resolve("thesis"));
    Files.delete(out);
    Files.writeString(out, "a file");
    assertThatThrownBy(() -> run(overwriting)).hasMessageContaining("was not written by a run");
    assertThat(out).hasContent("a file");
    assertThat(siblings()).containsExactly("out");
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void whereverTheStorageFailsTheOutputIsAllOrNothing(boolean overwrite, boolean afterEffect)
      throws IOException {
    FailingFiles counting = new FailingFiles();
    reset(overwrite);
    run(failing(counting, overwrite));
    assertThat(counting.calls()).isGreaterThan(20);
    int safe = 0;
    for (int n = 1; n <= counting.calls(); n++) {
      reset(overwrite);
      FailingFiles files = new FailingFiles(n, afterEffect);
      boolean succeeded = succeeds(failing(files, overwrite));
      Map<String, String> nothing = overwrite ? Map.of("old", "old", "_SUCCESS", "") : Map.of();
      assertThat(Files.exists(out) ? content(out) : Map.of())
          .as("call %d, %s", n, files.failed())
          .isEqualTo(succeeded ? COMPLETE : nothing);
      // What was not deleted stays; and nobody can tell a lock whose creation seems to have failed
      // from a rival's.
      boolean mayLeaveLitter =
          files.failed().startsWith("delete")
              || afterEffect
                  && files.failed().equals("create " + parent.resolve(".out.tandem-lock"));
      if (!mayLeaveLitter) {
        List<String> visible = Files.exists(out) ? List.of("out") : List.of();
        assertThat(siblings()).as("call %d, %s", n, files.failed()).isEqualTo(visible);
      }
      safe++;
    }
    assertThat(safe).isEqualTo(counting.calls());
  }

  private RunOptions failing(FileStore files, boolean overwrite) {
    // One slot and one attempt, so that the n-th call is the same one in every run and nothing
    // heals.
    return options
        .withNodes(1, 1)
        .withAttempts(1)
        .withFiles(files)
        .withOutput(out.toString(), overwrite);
  }

  private void reset(boolean overwrite) throws IOException {
    LocalFileStore.INSTANCE.delete(parent.toString());
    LocalFileStore.INSTANCE.delete(folder.resolve("scratch").toString());
    if (overwrite) {
      earlierOutput();
    }
  }

  private static boolean succeeds(RunOptions options) {
    try {
      run(options);
      return true;
    } catch (JobFailed e) {
      assertThat(e.getMessage()).contains("No space left on device");
      return false;
    }
  }

  @Test
  void aFailureWhileATaskWritesIsHealedByTheNextAttempt() throws IOException {
    FailingFiles counting = new FailingFiles();
    run(failing(counting, false));
    int healed = 0;
    for (int n = 1; n <= counting.calls(); n++) {
      reset(false);
      healed += succeeds(failing(new FailingFiles(n, false), false).withAttempts(2)) ? 1 : 0;
    }
    assertThat(healed)
        .as("writes, closes, syncs and renames of three tasks")
        .isGreaterThanOrEqualTo(3 * 4);
  }

  @Test
  void everyStepOfTheCommitMayFail() throws IOException {
    int failures = 0;
    for (int hit = 1; ; hit++) {
      reset(false);
      Path plan = folder.resolve("faults");
      Files.writeString(plan, "job.commit.step commit 0 0 " + hit + " throw\n");
      if (succeeds(
          options.withConf("faults", plan.toString()),
          "injected fault at job.commit.step, hit " + hit)) {
        break;
      }
      assertThat(siblings()).isEmpty();
      failures++;
    }
    assertThat(failures).isEqualTo(5);
    assertThat(content(out)).isEqualTo(COMPLETE);
  }

  private static boolean succeeds(RunOptions options, String otherwise) {
    try {
      run(options);
      return true;
    } catch (JobFailed e) {
      assertThat(e.getMessage()).contains(otherwise);
      return false;
    }
  }

  @Test
  void theSecondHadoopLayoutLeavesWhatWasCommitted() throws IOException {
    Path plan = folder.resolve("faults");
    Files.writeString(plan, "task.start write 2 * * throw\n");
    RunOptions failing =
        options.withNodes(1, 1).withAttempts(1).withConf("faults", plan.toString());
    assertThat(succeeds(failing.withConf("committer", "hadoop-v2"), "injected")).isFalse();
    assertThat(content(out)).containsOnlyKeys("part-m-00000.txt", "part-m-00001.txt");
    reset(false);
    assertThat(succeeds(failing.withConf("committer", "hadoop-v1"), "injected")).isFalse();
    assertThat(siblings()).isEmpty();
  }

  @Test
  void ofTwoRunsForOneOutputExactlyOneWins() throws Exception {
    ExecutorService rivals = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 50; round++) {
        reset(false);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          ends.add(
              rivals.submit(
                  () -> {
                    start.await();
                    try {
                      run(options.withConf("sync", "false"));
                      return true;
                    } catch (JobFailed e) {
                      assertThat(e.getMessage())
                          .containsAnyOf("exists already", "is being written by another run");
                      return false;
                    }
                  }));
        }
        start.countDown();
        assertThat(ends.get(0).get()).isNotEqualTo(ends.get(1).get());
        assertThat(content(out)).isEqualTo(COMPLETE);
        assertThat(siblings()).containsExactly("out");
      }
    } finally {
      rivals.shutdownNow();
      assertThat(rivals.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void theLoserIsToldWhoHoldsTheOutput() {
    try (Cluster first = new Cluster("first", "none", options);
        OutputStage stage = OutputStage.open(first)) {
      assertThat(stage).isNotNull();
      assertThatThrownBy(() -> run(options))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining(
              "is being written by another run (process " + ProcessHandle.current().pid());
    }
    run(options);
    assertThat(content(out)).isEqualTo(COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLockOfAKilledRunIsTakenOverAndItsLeftoversGo(boolean killedWhileReplacing)
      throws IOException {
    Owner me = Owner.current();
    Owner dead = new Owner(me.host(), me.pid(), me.startMillis() - 1_000_000);
    Files.createDirectories(parent.resolve(".out.tandem-abc-1/data"));
    Files.writeString(parent.resolve(".out.tandem-abc-1/data/part-m-00000.txt"), "litter");
    Files.writeString(parent.resolve(".out.tandem-lock"), dead + " abc-1");
    if (killedWhileReplacing) {
      Files.createDirectories(parent.resolve(".out.tandem-abc-1-old"));
      Files.writeString(parent.resolve(".out.tandem-abc-1-old/old"), "old");
      assertThatThrownBy(() -> run(options)).hasMessageContaining("exists already");
      assertThat(content(out)).as("the old output is back").isEqualTo(Map.of("old", "old"));
    } else {
      RunReport report = run(options);
      assertThat(content(out)).isEqualTo(COMPLETE);
      assertThat(report.warnings()).anyMatch(w -> w.contains("took over the output"));
    }
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void aLockOfAnotherHostIsRespected() throws IOException {
    Files.createDirectories(parent);
    Files.writeString(parent.resolve(".out.tandem-lock"), new Owner("elsewhere", 1, 1) + " abc-1");
    assertThatThrownBy(() -> run(options)).hasMessageContaining("process 1 on elsewhere");
    assertThat(siblings()).containsExactly(".out.tandem-lock");
  }

  @Test
  void writesNeedAnOutputAndAFolderEach() {
    try (Cluster cluster = new Cluster("none", "none", options.withOutput(null, false));
        OutputStage stage = OutputStage.open(cluster)) {
      assertThatThrownBy(() -> stage.prepare(write(2, new TextPart(""))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("--output");
      stage.commit();
    }
    try (Cluster cluster = new Cluster("two", "none", options);
        OutputStage stage = OutputStage.open(cluster)) {
      stage.prepare(write(2, new TextPart("")));
      stage.prepare(write(2, new TextPart("")));
      stage.prepare(write(3, new TextPart("errors")));
      assertThatThrownBy(() -> stage.prepare(write(4, new TextPart(""))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("two writes go to the same folder");
    }
  }

  @Test
  void keyedRecordsAreWrittenAsPairsIntoAFolderOfTheirOwn() {
    try (Cluster cluster = new Cluster("pairs", "none", options);
        OutputStage stage = OutputStage.open(cluster)) {
      Operation.Write write = write(2, new TextPart("errors"), new Shape(Codecs.TEXT, Codecs.LONG));
      Operation.Write plain = write(3, new TextPart(""));
      stage.prepare(write);
      stage.prepare(plain);
      Task<Void> task =
          context -> {
            try (PartWriter part = stage.writer(context, write, true, 7);
                PartWriter other = stage.writer(context, plain, true, 7)) {
              part.emit("k", 1L);
              other.emit(null, "x");
            }
            return null;
          };
      cluster.run(TaskSet.of("pairs", List.of(task)));
      stage.commit();
    }
    assertThat(content(out))
        .isEqualTo(
            Map.of(
                "_SUCCESS", "", "errors/part-r-00007.txt", "(k,1)\n", "part-r-00007.txt", "x\n"));
  }

  @Test
  void anUnclosedPartIsNeverCommitted() throws IOException {
    try (Cluster cluster = new Cluster("open", "none", options.withAttempts(1));
        OutputStage stage = OutputStage.open(cluster)) {
      Operation.Write write = write(2, new TextPart(""));
      stage.prepare(write);
      Task<Void> forgets =
          context -> {
            stage.writer(context, write, false, 0).emit(null, "x");
            return null;
          };
      assertThatThrownBy(() -> cluster.run(TaskSet.of("forgets", List.of(forgets))))
          .hasMessageContaining("not closed");
    }
    assertThat(siblings()).isEmpty();
  }

  @Test
  void driverResultsAreDeliveredOnceAndTakeStopsEarly() {
    DriverResult<String> take = DriverResult.take(2, Codecs.TEXT);
    DriverResult<String> count = DriverResult.count(Codecs.TEXT);
    int[] emitted = new int[1];
    Task<Void> task =
        context -> {
          DriverWriter counting = new DriverWriter(context, write(3, count), 0);
          DriverWriter taking = new DriverWriter(context, write(2, take), 0);
          for (int i = 0; i < 5; i++) {
            counting.emit(null, "c" + i);
          }
          try {
            for (int i = 0; i < 5; i++) {
              emitted[0]++;
              taking.emit(null, "t" + i);
            }
          } catch (TaskStopped e) {
            taking.ifFull(e);
          }
          if (context.attempt().number() == 0) {
            throw new IllegalStateException("again");
          }
          return null;
        };
    try (Cluster cluster = new Cluster("driver", "none", options.withOutput(null, false))) {
      cluster.run(TaskSet.of("take", List.of(task)));
    }
    assertThat(take.records()).containsExactly("t0", "t1");
    assertThat(count.count()).isEqualTo(5);
    assertThat(emitted[0]).as("two in each of two attempts").isEqualTo(4);
  }
}
