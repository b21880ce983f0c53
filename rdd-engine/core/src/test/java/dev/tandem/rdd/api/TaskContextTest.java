package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TaskContextTest extends ApiTest {
  private static final CountDownLatch BOTH_NODES = new CountDownLatch(2);

  /** What tasks have said; statics are shared by all tasks. */
  private static final Queue<String> SAID = new ConcurrentLinkedQueue<>();

  private static volatile long peak;

  @BeforeEach
  void forget() {
    SAID.clear();
  }

  @Test
  void aFunctionKnowsItsTask() {
    List<String> tasks =
        sc.parallelize(upTo(3), 3)
            .map(
                x -> {
                  TaskContext task = TaskContext.get();
                  return task.stageId() + " " + task.partitionId() + " " + task.attemptNumber();
                })
            .collect();
    assertThat(tasks).containsExactly("1 0 0", "1 1 0", "1 2 0");
    assertThat(TaskContext.get()).isNull();
    Set<Long> attempts =
        Set.copyOf(
            sc.parallelize(upTo(3), 3).map(x -> TaskContext.get().taskAttemptId()).collect());
    assertThat(attempts).hasSize(3);
  }

  @Test
  void aStageHasThePartitionsOfItsLastRddThoughFewOfThemHaveATask() {
    Rdd<Integer> counts = sc.parallelize(upTo(9), 9).map(x -> TaskContext.get().numPartitions());
    assertThat(counts.take(1)).containsExactly(9);
    assertThat(counts.coalesce(2).first()).isEqualTo(2);
  }

  @Test
  void aStageThatBeginsAgainBecauseAnInputWasLostKnowsIt() throws IOException {
    Path plan = folder.resolve("faults");
    Files.writeString(plan, "task.start \"stage 2*\" 1 0 1 lose-node\n");
    try (RddContext faulty =
        Contexts.open(
            folder, options -> options.withNodes(2, 1).withConf("faults", plan.toString()))) {
      List<Integer> attempts =
          faulty
              .parallelize(upTo(8), 4)
              .mapToPair(
                  x -> {
                    if (x == 0 || x == 2) {
                      BOTH_NODES.countDown(); // the first tasks of each: both nodes have outputs
                      assertThat(BOTH_NODES.await(1, TimeUnit.MINUTES)).isTrue();
                    }
                    SAID.add("map " + TaskContext.get().stageAttemptNumber());
                    return new Pair<>(x % 2, x);
                  })
              .reduceByKey(Integer::sum, 2)
              .map(pair -> TaskContext.get().stageAttemptNumber())
              .collect();
      assertThat(attempts).contains(1);
      assertThat(Set.copyOf(SAID)).containsExactlyInAnyOrder("map 0", "map 1");
    }
  }

  @Test
  void whatTheCallerSaidReachesItsTasksAndNoOthers() throws Exception {
    Rdd<String> asked =
        sc.parallelize(upTo(1), 1)
            .map(x -> TaskContext.get())
            .map(
                task ->
                    String.join(
                        " ",
                        String.valueOf(task.getLocalProperty("tenant")),
                        String.valueOf(task.getLocalProperty("spark.jobGroup.id")),
                        String.valueOf(task.getLocalProperty("pool"))));
    assertThat(asked.first()).isEqualTo("null null null");
    sc.setLocalProperty("tenant", "a");
    sc.setLocalProperty("spark.scheduler.pool", "fast");
    sc.setJobGroup("nightly", "sums");
    assertThat(asked.first()).isEqualTo("a nightly fast");
    FutureAction<List<String>> async = asked.collectAsync();
    sc.setLocalProperty("tenant", "b");
    assertThat(async.get()).containsExactly("a nightly fast");
    assertThat(asked.keyBy(x -> 1).reduceByKey((x, y) -> x).values().first())
        .as("also in the stages before the last")
        .isEqualTo("b nightly fast");
    sc.setLocalProperty("tenant", null);
    sc.clearJobGroup();
    assertThat(asked.first()).isEqualTo("null null fast");
  }

  @Test
  void listenersHearTheEndOfATaskAndItsFailure() {
    sc.parallelize(upTo(2), 2)
        .foreach(
            x -> {
              int attempt = TaskContext.get().attemptNumber();
              TaskContext.get()
                  .addTaskCompletionListener(
                      task -> SAID.add("completed " + x + " " + attempt + " " + task.isFailed()))
                  .addTaskFailureListener(
                      (task, failure) ->
                          SAID.add("failed " + x + " " + attempt + " " + task.isCompleted()));
              if (x == 1 && attempt == 0) {
                throw new IllegalStateException("once");
              }
            });
    assertThat(SAID)
        .containsExactlyInAnyOrder(
            "completed 0 0 false", "failed 1 0 false", "completed 1 0 true", "completed 1 1 false");
  }

  @Test
  void oneListenerThatThrowsFailsTheTaskButDoesNotSilenceTheOthers() {
    assertThatThrownBy(
            () ->
                sc.parallelize(upTo(1), 1)
                    .foreach(
                        x ->
                            TaskContext.get()
                                .addTaskCompletionListener(
                                    task -> {
                                      throw new IllegalStateException("told afterwards");
                                    })
                                .addTaskCompletionListener(task -> SAID.add("first"))
                                .addTaskCompletionListener(
                                    task -> {
                                      throw new IllegalStateException("no room for the end");
                                    })
                                .addTaskCompletionListener(task -> SAID.add("last"))))
        .as("those that came last are told first, and the first failure is the task's")
        .hasMessageContaining("no room for the end");
    assertThat(SAID)
        .containsExactly("last", "first", "last", "first", "last", "first", "last", "first");
  }

  @Test
  void whoComesTooLateIsToldAtOnce() {
    sc.parallelize(upTo(1), 1)
        .foreach(
            x ->
                TaskContext.get()
                    .addTaskCompletionListener(
                        task -> task.addTaskCompletionListener(late -> SAID.add("late"))));
    assertThat(SAID).containsExactly("late");
  }

  @Test
  void aTaskThatIsToldToStopCanAskAndEnd() {
    FutureAction<Void> action =
        sc.parallelize(upTo(1), 1)
            .foreachAsync(
                x -> {
                  TaskContext task = TaskContext.get();
                  task.addTaskFailureListener((ended, failure) -> SAID.add(failure.getMessage()));
                  task.addTaskInterruptListener((ended, reason) -> SAID.add("why: " + reason));
                  SAID.add("runs");
                  while (true) {
                    task.killTaskIfInterrupted();
                    Thread.onSpinWait();
                  }
                });
    while (SAID.isEmpty()) {
      Thread.onSpinWait();
    }
    sc.cancelAllJobs();
    assertThatThrownBy(action::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("was cancelled");
    assertThat(SAID).hasSize(3).element(1).asString().matches("why: .* was stopped");
    assertThat(SAID).element(2).asString().matches("stage .* was stopped");
  }

  @Test
  void aTaskKnowsWhatItHasCounted() {
    sc.parallelize(upTo(10), 1)
        .mapToPair(
            x -> {
              TaskContext.get().addTaskCompletionListener(TaskContextTest::sayOnce);
              return new Pair<>(x % 3, x);
            })
        .reduceByKey(Integer::sum, 1)
        .foreach(x -> TaskContext.get().addTaskCompletionListener(TaskContextTest::sayOnce));
    assertThat(SAID)
        .containsExactly("stage 1: 10 read, 3 out, 0 in", "stage 2: 0 read, 0 out, 3 in");
  }

  @Test
  void aTaskKnowsTheMostThatItsTablesHaveHeld() {
    sc.parallelize(upTo(10_000), 1)
        .mapToPair(
            x -> {
              if (x == 0) {
                TaskContext.get().addTaskCompletionListener(TaskContextTest::sayMemory);
              }
              return new Pair<>(x, x);
            })
        .reduceByKey(Integer::sum, 1)
        .count();
    assertThat(SAID).singleElement().asString().matches("\\d+ ms");
    assertThat(peak).as("10,000 entries of at least 16 bytes").isGreaterThan(160_000);
  }

  private static void sayMemory(TaskContext task) {
    peak = task.taskMetrics().peakExecutionMemory();
    SAID.add(task.taskMetrics().executorRunTime() + " ms");
  }

  private static void sayOnce(TaskContext task) {
    TaskMetrics metrics = task.taskMetrics();
    String line =
        "stage %d: %d read, %d out, %d in"
            .formatted(
                task.stageId(),
                metrics.inputMetrics().recordsRead(),
                metrics.shuffleWriteMetrics().recordsWritten(),
                metrics.shuffleReadMetrics().recordsRead());
    if (!SAID.contains(line)) {
      SAID.add(line);
    }
  }
}
