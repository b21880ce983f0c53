package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes and inputs that are lost while tasks run. */
@Timeout(300)
class LostNodesTest extends ClusterFixture {
  @Test
  void aLostNodeCostsNoAttemptAndItsScratchIsGone() {
    List<String> lost = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    try (Cluster cluster = cluster(options(2, 1).withAttempts(1))) {
      cluster.onNodeLost(node -> lost.add(node + " " + Files.exists(Path.of(node.scratch()))));
      Task<Integer> unlucky =
          new Task<>() {
            @Override
            public Integer run(TaskContext context) throws Exception {
              Files.createDirectories(Path.of(context.scratchFile("x")));
              if (runs.getAndIncrement() == 0) {
                cluster.lose(context.node());
                context.checkStopped();
              }
              return context.node().number();
            }

            @Override
            public int preferredNode() {
              return 1;
            }
          };
      List<Integer> ranOn = cluster.run(TaskSet.of("unlucky", List.of(unlucky)));
      assertThat(lost).hasSize(1).allMatch(text -> text.endsWith("false"));
      assertThat(runs).hasValue(2);
      assertThat(cluster.nodes().get(ranOn.get(0)).alive()).isTrue();
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(cluster.log().warnings()).anyMatch(w -> w.endsWith("was lost"));
    }
  }

  @Test
  void whatAnAttemptOfALostNodeSaysTooLateIsNotHeard() {
    AtomicInteger commits = new AtomicInteger();
    try (Cluster cluster = cluster(options(2, 1).withAttempts(1))) {
      Task<String> task =
          context -> {
            context.onCommit(commits::incrementAndGet);
            context.ledger().add(Measure.INPUT_RECORDS, 1);
            if (context.attempt().number() > 0) {
              return "second";
            }
            // Deaf to being stopped: it goes on, and ends as if nothing had happened.
            cluster.lose(context.node());
            return "late";
          };
      assertThat(cluster.run(TaskSet.of("late", List.of(task)))).containsExactly("second");
      assertThat(commits).hasValue(1);
      assertThat(cluster.log().ledger().get(Measure.INPUT_RECORDS)).isEqualTo(1);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isZero();
    }
  }

  @Test
  void withoutNodesTheJobFailsInsteadOfWaiting() {
    try (Cluster cluster = cluster(options(2, 1))) {
      Task<Void> killer =
          context -> {
            cluster.lose(context.node());
            return null;
          };
      assertThatThrownBy(() -> cluster.run(TaskSet.of("killer", List.of(killer))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("no live nodes");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lostInputsAreRestoredOnTheOnlySlot(boolean insideUserCode) {
    AtomicInteger map = new AtomicInteger();
    Task<Integer> producer =
        context -> {
          context.ledger().add(Measure.MAP_OUTPUT_RECORDS, 5);
          return map.incrementAndGet();
        };
    try (Cluster cluster = cluster(options(1, 1).withAttempts(1))) {
      TaskSet<Integer> maps = TaskSet.of("map", List.of(producer));
      cluster.run(maps);
      Task<Integer> consumer =
          context -> {
            FetchFailure failure = new FetchFailure("map", 0, new IOException("gone"));
            if (map.get() < 3 && insideUserCode) {
              throw failure.unchecked();
            } else if (map.get() < 3) {
              throw failure;
            }
            return map.get();
          };
      List<Integer> result =
          cluster.run(
              TaskSet.of("reduce", List.of(consumer))
                  .onFetchFailure(failure -> cluster.run(maps.recomputing())));
      assertThat(result).containsExactly(3);
      assertThat(cluster.log().ledger().get(Measure.RECOMPUTED_TASKS)).isEqualTo(2);
      assertThat(cluster.log().ledger().get(Measure.MAP_OUTPUT_RECORDS)).isEqualTo(5);
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(2);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isZero();
    }
  }

  @Test
  void whatCannotBeRestoredFailsTheJobByName() {
    AtomicInteger restores = new AtomicInteger();
    Task<Void> consumer =
        context -> {
          throw new FetchFailure("round 1 map", 3, new IOException("corrupt"));
        };
    try (Cluster cluster = cluster(options(1, 1))) {
      TaskSet<Void> set =
          TaskSet.of("reduce", List.of(consumer))
              .onFetchFailure(failure -> restores.incrementAndGet());
      assertThatThrownBy(() -> cluster.run(set))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining(
              "the output of round 1 map, task 3 is lost: corrupt (reduce, task 0, for the 4th time)");
      assertThat(restores).hasValue(3);
    }
  }
}
