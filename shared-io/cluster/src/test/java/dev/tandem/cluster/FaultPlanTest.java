package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  @TempDir Path folder;

  private static FaultPlan plan(String text) {
    return FaultPlan.parse(text, "plan", LocalFileStore.INSTANCE, node -> {});
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
        "a b c d e f"
      })
  void aLineThatIsNoFaultIsRefusedWithItsNumber(String line) {
    assertThatThrownBy(() -> plan("# fine\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plan, line 2");
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
    FaultPlan plan = plan("map.record * * * * hang\nmap.record * 1 * * oom");
    Attempt attempt = new Attempt("map", 0, 0);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> plan.hit("map.record", attempt, Node.elsewhere(), null))
        .isInstanceOf(TaskStopped.class)
        .hasMessageContaining("injected fault at map.record");
    assertThat(Thread.interrupted()).isTrue();
    plan.hit("map.record", attempt);
    assertThatThrownBy(() -> plan.hit("map.record", new Attempt("map", 1, 0)))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void pointsWithoutFaultsAreNotWatched() {
    FaultPlan plan = plan("map.record * * * * throw");
    assertThat(plan.watches("map.record")).isTrue();
    assertThat(plan.watches("reduce.record")).isFalse();
    assertThat(FaultPoints.NONE.watches("map.record")).isFalse();
  }
}
