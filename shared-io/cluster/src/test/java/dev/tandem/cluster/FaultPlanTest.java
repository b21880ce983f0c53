package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.output.OutputStage;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class FaultPlanTest {
  @TempDir Path folder;

  /** A run of which nothing happens but by its files; it is never cancelled. */
  private static final FaultPlan.Victim NOBODY =
      new FaultPlan.Victim() {
        private final RunLog log = new RunLog("job", "none", RunListener.NONE, 0);

        @Override
        public FileStore files() {
          return LocalFileStore.INSTANCE;
        }

        @Override
        public RunLog log() {
          return log;
        }

        @Override
        public List<Node> nodes() {
          return List.of();
        }

        @Override
        public void lose(Node node) {}

        @Override
        public void awaitCancel() throws InterruptedException {
          new CountDownLatch(1).await();
        }
      };

  private static FaultPlan plan(String text) {
    return FaultPlan.parse(text, "plan", NOBODY);
  }

  @Test
  void faultsStrikeTheNthHitOfTheNamedAttempt() throws IOException {
    FaultPlan plan =
        plan("# comment\n\nspill \"round 1 map*\" 2 0 3 io-error # third\nspill * * 1 1 throw\n");
    Attempt named = new Attempt("round 1 map: counts", 2, 0);
    for (Attempt other :
        List.of(new Attempt("round 2 map", 2, 0), new Attempt("round 1 map: x", 1, 0))) {
      for (int i = 0; i < 5; i++) {
        plan.hit("spill", other);
      }
    }
    plan.hit("spill", named);
    plan.hit("merge", named);
    plan.hit("spill", named);
    assertThatThrownBy(() -> plan.hit("spill", named))
        .isInstanceOf(IOException.class)
        .hasMessage("injected fault at spill, hit 3");
    plan.hit("spill", named);
    assertThatThrownBy(() -> plan.hit("spill", new Attempt("any", 0, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.start",
        "task.start x 1 1 1 explode",
        "task.start x 1 -1 1 throw",
        "task.start x 1 1 0 throw",
        "task.start x 1 99999999999 1 throw",
        "task.start \"x 1 1 1 throw",
        "a b c d e f"
      })
  void aLineThatIsNoFaultIsRefusedWithItsNumber(String line) {
    assertThatThrownBy(() -> plan("# fine\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plan, line 2");
  }

  @Test
  void theSameFaultTwiceIsRefusedBecauseTheSecondWouldNeverStrike() {
    assertThatThrownBy(() -> plan("task.start x 1 0 1 throw\n\ntask.start  x 1 0 1  throw # again"))
        .hasMessage("plan, line 3: the same fault as in line 1");
  }

  @Test
  void aNameMayHoldTheSignOfAComment() throws IOException {
    FaultPlan plan = plan("spill \"round #1\" 0 0 1 throw # a comment \"with quotes\"");
    assertThatThrownBy(() -> plan.hit("spill", new Attempt("round #1", 0, 0)))
        .hasMessageContaining("injected fault");
  }

  @Test
  void whatIsTooLargeForAPlanIsNotReadToItsEnd() throws IOException {
    Path file = folder.resolve("huge");
    Files.write(file, new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> FaultPlan.read(file.toString(), NOBODY))
        .hasMessageEndingWith("is no plan of faults: it is larger than 1 MB");
    assertThatThrownBy(() -> plan("x".repeat(1 << 20))).message().hasSizeLessThan(400);
  }

  @Test
  void aNameMayBeLongButIsNotQuotedToItsEnd() throws IOException {
    String unit = "round 1 map: " + "long ".repeat(100);
    FaultPlan plan = plan("spill \"" + unit + "\" 0 0 1 throw\n");
    assertThat(plan.unused()).singleElement().asString().hasSizeLessThan(300);
    plan.hit("spill", new Attempt(unit + "er", 0, 0));
    assertThatThrownBy(() -> plan.hit("spill", new Attempt(unit, 0, 0)))
        .hasMessageContaining("injected fault");
    assertThatThrownBy(() -> plan("spill x 0 0 1 " + "y".repeat(500)))
        .hasMessageContaining("there is no action 'yyy")
        .message()
        .hasSizeLessThan(500);
  }

  @Test
  void faultsThatHaveNotStruckSayWhy() throws IOException {
    FaultPlan plan =
        plan(
            """
            nowhere * * * * throw
            spill "round 2*" * * * throw
            spill "round 1*" 7 * * throw
            spill "round 1*" 0 3 * throw
            spill "round 1*" 0 0 3 throw
            spill "round 1*" 0 0 1 corrupt
            spill "round 1*" 0 0 1 lose-node
            spill "round 1*" 0 0 2 io-error
            """);
    assertThat(plan.unused()).hasSize(8);
    Attempt attempt = new Attempt("round 1 map", 0, 0);
    plan.hit("spill", attempt);
    assertThatThrownBy(() -> plan.hit("spill", attempt)).isInstanceOf(IOException.class);
    assertThat(plan.unused())
        .containsExactly(
            "plan, line 1: 'nowhere * * * * throw' has not struck: nothing has passed nowhere",
            "plan, line 2: 'spill \"round 2*\" * * * throw' has not struck:"
                + " no unit of this name has passed spill, but 'round 1 map'",
            "plan, line 3: 'spill \"round 1*\" 7 * * throw' has not struck:"
                + " no such task of the unit has passed spill",
            "plan, line 4: 'spill \"round 1*\" 0 3 * throw' has not struck:"
                + " no such attempt of the task has passed spill",
            "plan, line 5: 'spill \"round 1*\" 0 0 3 throw' has not struck:"
                + " no such attempt has passed spill more than 2 times",
            "plan, line 6: 'spill \"round 1*\" 0 0 1 corrupt' has not struck: the attempt had no"
                + " files in scratch there; what is handed over in memory is out of reach",
            "plan, line 7: 'spill \"round 1*\" 0 0 1 lose-node' has not struck:"
                + " no node was left");
  }

  @Test
  void aRunWarnsOfWhatHasNotStruckOnceAndOfAPlanWithoutFaults() throws IOException {
    Path file = folder.resolve("faults.txt");
    for (String text : List.of("task.start work 9 0 1 throw\n", "# none\n")) {
      Files.writeString(file, text);
      RunOptions options =
          RunOptions.defaults()
              .withScratch(folder.resolve("s").toString())
              .withConf("faults", file.toString());
      Cluster cluster = new Cluster("calm", "none", options);
      try (cluster) {
        cluster.run(TaskSet.of("work", List.<Task<Integer>>of(context -> 1)));
        cluster.warnOfUnusedFaults();
      }
      assertThat(cluster.log().warnings())
          .singleElement()
          .asString()
          .containsAnyOf("no such task of the unit has passed", "faults.txt names no fault");
    }
  }

  /** A run of several outputs commits each of them as soon as it is written. */
  @Test
  void aFaultThatIsMeantForALaterOutputIsNotCalledUnused() throws IOException {
    Path file = folder.resolve("faults.txt");
    Files.writeString(file, "task.start second 0 0 1 throw\n");
    RunOptions options =
        RunOptions.defaults()
            .withScratch(folder.resolve("s").toString())
            .withConf("faults", file.toString());
    Cluster cluster = new Cluster("several", "none", options);
    try (cluster) {
      for (String unit : List.of("first", "second")) {
        try (OutputStage stage = OutputStage.open(cluster, folder.resolve(unit).toString())) {
          cluster.run(TaskSet.of(unit, List.<Task<Integer>>of(context -> 1)));
          stage.commit();
        }
      }
    }
    assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(cluster.log().warnings()).noneMatch(line -> line.contains("has not struck"));
  }

  @Test
  void ofManyFaultsThatHaveNotStruckTheFirstAreNamed() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append("task.start x ").append(i).append(" 0 1 throw\n");
    }
    assertThat(plan(many.toString()).unused())
        .hasSize(21)
        .last()
        .isEqualTo("plan: and 80 more faults that have not struck");
    String few = many.substring(0, many.indexOf("task.start x 20 "));
    assertThat(plan(few).unused()).hasSize(20).noneMatch(line -> line.contains("more faults"));
  }

  @Test
  void aPlanIsReadFromTheRunsOptionsAndReplays() throws IOException {
    Path file = folder.resolve("faults.txt");
    Files.writeString(file, "task.start work 1 0 1 throw\ntask.commit work 2 0 1 lose-node\n");
    RunOptions options =
        RunOptions.defaults()
            .withNodes(2, 1)
            .withScratch(folder.resolve("s").toString())
            .withConf("faults", file.toString());
    List<Task<Integer>> tasks =
        IntStream.range(0, 4).<Task<Integer>>mapToObj(i -> context -> i).toList();
    for (int replay = 0; replay < 2; replay++) {
      try (Cluster cluster = new Cluster("faulty", "none", options)) {
        assertThat(cluster.run(TaskSet.of("work", tasks))).containsExactly(0, 1, 2, 3);
        assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
        assertThat(cluster.nodes()).filteredOn(Node::alive).hasSize(1);
      }
    }
  }

  @Test
  void aMissingPlanIsOneClearLine() {
    RunOptions options =
        RunOptions.defaults().withScratch(folder.toString()).withConf("faults", "no/such/file");
    List<Cluster> opened = new ArrayList<>();
    assertThatThrownBy(() -> opened.add(new Cluster("j", "none", options)))
        .isInstanceOf(JobFailed.class)
        .hasMessage("job j: cannot read the fault plan: there is no file no/such/file");
  }

  @Test
  void whatAnAttemptHasWrittenIsDamagedOrDeleted() throws IOException {
    Path written = Files.write(folder.resolve("spill0"), new byte[] {1, 2, 3, 4});
    Files.createDirectory(folder.resolve("deeper"));
    FaultPlan plan = plan("end * 0 0 1 corrupt\nend * 0 0 2 delete-output\n");
    Attempt attempt = new Attempt("map", 0, 0);
    plan.hit("end", attempt, Node.elsewhere(), folder.toString());
    assertThat(written).hasBinaryContent(new byte[] {1, 2, 2, 4});
    plan.hit("end", attempt, Node.elsewhere(), folder.toString());
    assertThat(written).doesNotExist();
    assertThat(folder.resolve("deeper")).exists();
    plan.hit("end", attempt, Node.elsewhere(), folder.resolve("none").toString());
  }

  @Test
  void anAttemptHangsUntilItIsToldToStop() throws Exception {
    FaultPlan plan = plan("map.record * 0 * * hang\nmap.record * 1 * * oom");
    Attempt attempt = new Attempt("map", 0, 0);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> plan.hit("map.record", attempt, Node.elsewhere(), null))
        .isInstanceOf(TaskStopped.class)
        .hasMessageContaining("injected fault at map.record");
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> plan.hit("map.record", new Attempt("map", 1, 0)))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void theDriverHangsUntilTheRunIsCancelled() throws IOException {
    Path file = folder.resolve("faults.txt");
    Files.writeString(file, "job.commit.step commit 0 0 1 hang\n");
    RunOptions options =
        RunOptions.defaults()
            .withScratch(folder.resolve("s").toString())
            .withConf("faults", file.toString());
    try (Cluster cluster = new Cluster("hanging", "none", options)) {
      cluster.cancel();
      assertThatThrownBy(() -> cluster.faults().hit("job.commit.step", new Attempt("commit", 0, 0)))
          .isInstanceOf(TaskStopped.class);
      assertThat(cluster.log().warnings())
          .containsExactly(
              "injected fault at job.commit.step, hit 1: it hangs until it is stopped");
    }
  }

  @Test
  void pointsWithoutFaultsAreNotWatched() {
    FaultPlan plan = plan("map.record * * * * throw");
    assertThat(plan.watches("map.record")).isTrue();
    assertThat(plan.watches("reduce.record")).isFalse();
    assertThat(FaultPoints.NONE.watches("map.record")).isFalse();
  }
}
