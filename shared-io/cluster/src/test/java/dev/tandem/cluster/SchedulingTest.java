package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.StepFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time-outs, second attempts, bad nodes: the clock stands still unless a test moves it. */
@Timeout(120)
class SchedulingTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final TaskPolicy TIMED = TaskPolicy.DEFAULT.withTimeout(60_000);

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong();

  private Cluster cluster(int nodes, int slots, String patience) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(nodes, slots)
            .withScratch(folder.toString())
            .withConf("patience", patience);
    return new Cluster("scheduling", "test", options, clock::get);
  }

  private void pass(Cluster cluster, long nanos) {
    cluster.lookAgain();
    clock.addAndGet(nanos);
    cluster.lookAgain();
  }

  private static Task<Integer> first(Task<Integer> attempt) {
    return context ->
        context.attempt().number() == 0 ? attempt.run(context) : context.attempt().number();
  }

  private static int forever() throws InterruptedException {
    new CountDownLatch(1).await();
    return -1;
  }

  @Test
  void anAttemptWithoutProgressFailsAndTheNextOneIsTried() {
    try (Cluster cluster = cluster(1, 1, "10000")) {
      Task<Integer> stuck =
          first(
              context -> {
                new Thread(() -> pass(cluster, MINUTE)).start();
                return forever();
              });
      assertThat(cluster.run(TaskSet.of("stuck", List.of(stuck)).scheduled(TIMED)))
          .containsExactly(1);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    }
  }

  @Test
  void theLastTimeOutFailsTheRunAndSaysSo() {
    try (Cluster cluster = cluster(1, 1, "10000")) {
      Task<Integer> stuck =
          context -> {
            new Thread(() -> pass(cluster, MINUTE)).start();
            return forever();
          };
      TaskSet<Integer> set = TaskSet.of("stuck", List.of(stuck)).scheduled(TIMED.withAttempts(1));
      assertThatThrownBy(() -> cluster.run(set))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("no progress for 60000 ms")
          .hasMessageContaining("stuck, task 0, attempt 1 of 1");
    }
  }

  @Test
  void aTaskThatIgnoresItsInterruptLosesItsThreadAndNotItsSlot() {
    CountDownLatch end = new CountDownLatch(1);
    try (Cluster cluster = cluster(1, 1, "0")) {
      Task<Integer> deaf =
          first(
              context -> {
                new Thread(() -> pass(cluster, MINUTE)).start();
                while (end.getCount() > 0) {
                  Thread.onSpinWait();
                }
                return 7;
              });
      try {
        assertThat(cluster.run(TaskSet.of("deaf", List.of(deaf)).scheduled(TIMED)))
            .containsExactly(1);
        assertThat(cluster.log().warnings()).anyMatch(line -> line.contains("does not stop"));
        assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      } finally {
        end.countDown();
      }
    }
  }

  @Test
  void progressKeepsAnAttemptAlive() {
    try (Cluster cluster = cluster(1, 1, "0")) {
      TaskContext context =
          new TaskContext(
              cluster, new Attempt("u", 0, 0), cluster.nodes().get(0), 0, folder.toString());
      AttemptRun<Integer> attempt = new AttemptRun<>(null, 0, null, context, 0, 0);
      AttemptWatch<Integer> watch = new AttemptWatch<>(TIMED, 1);
      for (long now = 0; now < 10 * MINUTE; now += MINUTE - 1) {
        context.progress();
        watch.timeOut(List.of(attempt), now);
      }
      assertThat(context.stopped()).isFalse();
      watch.timeOut(List.of(attempt), 11 * MINUTE);
      assertThat(context.stopped()).isTrue();
    }
  }

  @Test
  void aSlowTaskGetsASecondAttemptOnAnotherNodeWhichWins() {
    Queue<String> places = new ConcurrentLinkedQueue<>();
    AtomicInteger accepted = new AtomicInteger();
    try (Cluster cluster = cluster(2, 1, "10000")) {
      Task<Integer> slow =
          context -> {
            places.add(context.attempt().number() + " on " + context.node().number());
            return context.attempt().number() == 0 ? forever() : 1;
          };
      Task<Integer> quick = context -> 0;
      TaskSet<Integer> set =
          TaskSet.of("some", List.of(slow, quick, quick, quick))
              .scheduled(TaskPolicy.DEFAULT.withSpeculation(Speculation.HADOOP))
              .onAccepted(
                  (result, number) -> {
                    if (accepted.incrementAndGet() == 3) {
                      pass(cluster, MINUTE);
                    }
                  });
      assertThat(cluster.run(set)).containsExactly(1, 0, 0, 0);
      assertThat(places).hasSize(2);
      assertThat(places.toString()).contains("on 0").contains("on 1");
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(4);
      RunReport report = cluster.log().toReport(RunReport.Status.SUCCEEDED, null);
      assertThat(report.units().get(0).tasks())
          .as("the one that was stopped is told of, though nobody waited for it")
          .hasSize(5)
          .filteredOn(task -> !task.succeeded())
          .singleElement()
          .matches(task -> task.task() == 0 && task.attempt() == 0);
    }
  }

  @Test
  void whoFailsWhileAnotherAttemptOfItsTaskIsAcceptedIsNoFailureOfTheTask() {
    CountDownLatch accepting = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    AtomicInteger accepted = new AtomicInteger();
    try (Cluster cluster = cluster(2, 1, "10000")) {
      Task<Integer> slow =
          context -> {
            if (context.attempt().number() == 0) {
              context.onAbort(failed::countDown);
              accepting.await();
              throw new IOException("full disk");
            }
            return 1;
          };
      Task<Integer> quick = context -> 0;
      TaskSet<Integer> set =
          TaskSet.of("some", List.of(slow, quick, quick, quick))
              .scheduled(TaskPolicy.DEFAULT.withSpeculation(Speculation.HADOOP))
              .onAccepted(
                  (result, number) -> {
                    if (accepted.incrementAndGet() == 3) {
                      pass(cluster, MINUTE);
                    }
                    if (number == 0) {
                      accepting.countDown();
                      awaitCount(failed);
                    }
                  });
      assertThat(cluster.run(set)).containsExactly(1, 0, 0, 0);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(cluster.log().toReport(RunReport.Status.SUCCEEDED, null).units().get(0).tasks())
          .filteredOn(task -> !task.succeeded())
          .hasSize(1);
    }
  }

  private static void awaitCount(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its second attempt fails for the last time meanwhile. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 100})
  void aTaskThatIsJustBeingCommittedIsNotGivenUp(double failedPercent) {
    CountDownLatch committing = new CountDownLatch(1);
    AtomicInteger accepted = new AtomicInteger();
    try (Cluster cluster = cluster(2, 1, "10000")) {
      CountDownLatch second = new CountDownLatch(1);
      Task<Integer> slow =
          context -> {
            if (context.attempt().number() == 1) {
              second.countDown();
              committing.await();
              throw new IOException("full disk");
            }
            second.await();
            context.onCommit(
                () -> {
                  committing.countDown();
                  awaitFailure(cluster);
                });
            return 7;
          };
      Task<Integer> quick = context -> 0;
      TaskSet<Integer> set =
          TaskSet.of("some", List.of(slow, quick, quick, quick))
              .scheduled(
                  TaskPolicy.DEFAULT
                      .withSpeculation(Speculation.HADOOP)
                      .withAttempts(1)
                      .withFailedPercent(failedPercent))
              .onAccepted(
                  (result, number) -> {
                    if (accepted.incrementAndGet() == 3) {
                      pass(cluster, MINUTE);
                    }
                  });
      assertThat(cluster.run(set)).containsExactly(7, 0, 0, 0);
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(4);
    }
  }

  /** The driver notes a failure before it decides what follows from it. */
  private static void awaitFailure(Cluster cluster) {
    long deadline = System.nanoTime() + MINUTE;
    while (cluster.log().ledger().get(Measure.FAILED_ATTEMPTS) == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void withoutSpeculationNobodyIsTriedTwice() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    try (Cluster cluster = cluster(2, 1, "10000")) {
      Task<Integer> slow =
          context -> {
            attempts.incrementAndGet();
            end.await();
            return 1;
          };
      TaskSet<Integer> set =
          TaskSet.of("some", List.of(slow, context -> 0))
              .onAccepted(
                  (result, number) -> {
                    pass(cluster, MINUTE);
                    end.countDown();
                  });
      cluster.run(set);
      assertThat(attempts).hasValue(1);
    }
  }

  @Test
  void whoIsSlowIsSaidByThoseThatHaveEnded() {
    Speculation rule = Speculation.HADOOP;
    assertThat(rule.isSlow(1000, List.of(), 20)).isFalse();
    assertThat(rule.isSlow(10, List.of(10L, 10L), 20)).isFalse();
    assertThat(rule.isSlow(11, List.of(10L, 10L), 20)).isTrue();
    assertThat(rule.isSlow(12, List.of(8L, 12L), 20)).isFalse();
    assertThat(rule.isSlow(13, List.of(8L, 12L), 20)).isTrue();
    assertThat(rule.limit(5, 20)).isEqualTo(10);
    assertThat(rule.limit(500, 20)).isEqualTo(50);
    assertThat(rule.limit(5, 2000)).isEqualTo(20);
  }

  @Test
  void whoIsSlowForSparkIsThreeTimesTheMedianOnceNineTenthsHaveEnded() {
    Speculation rule = Speculation.SPARK;
    long second = TimeUnit.SECONDS.toNanos(1);
    List<Long> nine = java.util.Collections.nCopies(9, second);
    assertThat(rule.isSlow(4 * second, nine.subList(0, 8), 10)).as("too few").isFalse();
    assertThat(rule.isSlow(3 * second, nine, 10)).isFalse();
    assertThat(rule.isSlow(3 * second + 1, nine, 10)).isTrue();
    assertThat(rule.isSlow(5 * second + 1, List.of(second, 2 * second), 2)).isTrue();
    assertThat(rule.isSlow(4 * second, List.of(second, 2 * second), 2)).isFalse();
    assertThat(rule.isSlow(90_000_000, List.of(1L), 2)).as("shorter than 100 ms").isFalse();
    assertThat(rule.isSlow(MINUTE, List.of(), 1)).as("nothing to compare with").isFalse();
  }

  private static Task<Integer> badOn(int node, Queue<Integer> ranOn) {
    return new Task<>() {
      @Override
      public Integer run(TaskContext context) throws IOException {
        ranOn.add(context.node().number());
        if (context.node().number() == node) {
          throw new IOException("bad disk");
        }
        return 0;
      }

      @Override
      public int preferredNode() {
        return node;
      }
    };
  }

  @Test
  void aNodeOnWhichTooManyAttemptsFailGetsNoMore() {
    Queue<Integer> ranOn = new ConcurrentLinkedQueue<>();
    TaskPolicy policy = TaskPolicy.DEFAULT.withNodeFailures(2);
    try (Cluster cluster = cluster(4, 1, "10000")) {
      for (int set = 0; set < 3; set++) {
        List<Task<Integer>> tasks = IntStream.range(0, 10).mapToObj(i -> badOn(1, ranOn)).toList();
        cluster.run(TaskSet.of("set " + set, tasks).scheduled(policy));
      }
      assertThat(ranOn.stream().filter(node -> node == 1)).hasSizeLessThanOrEqualTo(2);
      assertThat(cluster.log().warnings().stream().filter(line -> line.contains("no more tasks")))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void whereAThirdOfTheNodesIsBadNoneIsAvoided() {
    TaskPolicy policy = TaskPolicy.DEFAULT.withNodeFailures(1);
    try (Cluster two = cluster(2, 1, "10000");
        Cluster four = cluster(4, 1, "10000")) {
      two.nodes().get(0).failed();
      four.nodes().get(0).failed();
      assertThat(two.avoids(two.nodes().get(0), policy)).isFalse();
      assertThat(four.avoids(four.nodes().get(0), policy)).isTrue();
      assertThat(four.avoids(four.nodes().get(1), policy)).isFalse();
      assertThat(four.avoids(four.nodes().get(0), TaskPolicy.DEFAULT)).isFalse();
      four.nodes().get(2).failed();
      assertThat(four.avoids(four.nodes().get(0), policy)).isFalse();
    }
  }

  @Test
  void noMoreAttemptsRunAtTheSameTimeThanTheWidth() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Task<Integer> task =
        context -> {
          most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
          return atWork.decrementAndGet();
        };
    try (Cluster cluster = cluster(2, 2, "10000")) {
      List<Task<Integer>> tasks = IntStream.range(0, 50).mapToObj(i -> task).toList();
      cluster.run(TaskSet.of("narrow", tasks).scheduled(TaskPolicy.DEFAULT.withWidth(1)));
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void malformedInputIsTriedOnce() {
    for (Exception thrown :
        List.of(
            new InputException("a.csv, line 3: no closing quote; correct it"),
            new IOException("a.csv: wrapped", new InputException("bad")),
            new StepFailure("parse", "wrapped", new InputException("bad")))) {
      AtomicInteger tries = new AtomicInteger();
      Task<Integer> bad =
          context -> {
            tries.incrementAndGet();
            throw thrown;
          };
      try (Cluster cluster = cluster(1, 1, "10000")) {
        assertThatThrownBy(() -> cluster.run(TaskSet.of("bad", List.of(bad))))
            .isInstanceOf(JobFailed.class);
        assertThat(tries).hasValue(1);
      }
    }
  }
}
