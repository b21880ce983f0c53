package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener hears of attempts and stages that do not end well. */
@Timeout(120)
class TaskEndsTest extends ApiTest {
  private static final CountDownLatch FOREVER = new CountDownLatch(1);
  private static final CountDownLatch BOTH_NODES = new CountDownLatch(2);
  private static volatile CountDownLatch started;

  private final List<String> tasks = new CopyOnWriteArrayList<>();
  private final List<String> stages = new CopyOnWriteArrayList<>();

  private RddContext heard(RddContext context) {
    context.addListener(
        new RddListener() {
          @Override
          public void onTaskEnd(Task task, TaskEnd end) {
            tasks.add(task.partitionId() + " " + task.attemptNumber() + " " + end.reason());
          }

          @Override
          public void onStageCompleted(Stage stage, Optional<String> failure) {
            stages.add(stage.name() + " " + failure.orElse("done"));
          }
        });
    return context;
  }

  private static int failsUntil(int attempts) {
    if (TaskContext.get().attemptNumber() < attempts) {
      throw new IllegalStateException("bad");
    }
    return 0;
  }

  @Test
  void aTaskThatSucceedsLaterNamesTheAttemptThatDid() {
    heard(sc).parallelize(upTo(1), 1).map(x -> failsUntil(2)).count();
    assertThat(tasks)
        .containsExactly("0 0 EXCEPTION_FAILURE", "0 1 EXCEPTION_FAILURE", "0 2 SUCCESS");
    assertThat(stages).containsExactly("count done");
  }

  @Test
  void theLastFailureIsHeardTooAndTheStageIsOver() {
    Rdd<Integer> bad = heard(sc).parallelize(upTo(1), 1).map(x -> failsUntil(9));
    assertThatThrownBy(bad::count).isInstanceOf(JobFailed.class);
    assertThat(tasks)
        .containsExactly(
            "0 0 EXCEPTION_FAILURE",
            "0 1 EXCEPTION_FAILURE",
            "0 2 EXCEPTION_FAILURE",
            "0 3 EXCEPTION_FAILURE");
    assertThat(stages).singleElement().asString().startsWith("count ").contains("bad");
    StatusTracker.StageInfo stage = sc.statusTracker().getStageInfo(1).orElseThrow();
    assertThat(stage.numFailedTasks()).isEqualTo(4);
    assertThat(stage.numCompletedTasks()).isZero();
    assertThat(stage.active()).isFalse();
    assertThat(sc.statusTracker().getActiveStageIds()).isEmpty();
  }

  private static int waits(int x) throws InterruptedException {
    started.countDown();
    FOREVER.await();
    return x;
  }

  @Test
  void whatACancelledJobRanWasKilledAndDidNotFail() throws InterruptedException {
    started = new CountDownLatch(2);
    FutureAction<Long> endless =
        heard(sc).parallelize(upTo(2), 2).map(TaskEndsTest::waits).countAsync();
    started.await();
    endless.cancel(true);
    Rdd<Integer> other = sc.parallelize(upTo(1), 1);
    do {
      other.count(); // until the cancelled job's thread has noticed, and listeners have heard
    } while (stages.stream().noneMatch(stage -> stage.contains("cancelled")));
    assertThat(sc.statusTracker().getActiveStageIds()).isEmpty();
    assertThat(tasks).contains("0 0 TASK_KILLED", "1 0 TASK_KILLED");
    StatusTracker.StageInfo stage = sc.statusTracker().getStageInfo(1).orElseThrow();
    assertThat(stage.numFailedTasks()).isZero();
  }

  @Test
  void whatFoundItsInputLostSaysSo() throws IOException {
    Path plan = folder.resolve("faults");
    Files.writeString(plan, "task.start \"stage 2*\" 1 0 1 lose-node\n");
    try (RddContext faulty =
        Contexts.open(
            folder, options -> options.withNodes(2, 1).withConf("faults", plan.toString()))) {
      heard(faulty)
          .parallelize(upTo(2), 2)
          .mapToPair(
              x -> {
                BOTH_NODES.countDown(); // both nodes have outputs
                assertThat(BOTH_NODES.await(1, TimeUnit.MINUTES)).isTrue();
                return new Pair<>(x, x);
              })
          .reduceByKey(Integer::sum, 2)
          .collect();
    }
    assertThat(tasks.stream().map(end -> end.substring(4)))
        .contains("FETCH_FAILED", "EXECUTOR_LOST")
        .allMatch(Set.of("SUCCESS", "FETCH_FAILED", "EXECUTOR_LOST")::contains);
  }
}
