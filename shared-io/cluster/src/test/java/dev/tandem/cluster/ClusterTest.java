package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.plan.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClusterTest {
  @TempDir Path folder;

  private RunOptions options(int nodes, int slots) {
    return RunOptions.defaults().withNodes(nodes, slots).withScratch(folder.toString());
  }

  /** Every test leaves neither files nor threads. */
  @AfterEach
  void leavesNothing() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("tandem-test-"));
  }

  private Cluster cluster(RunOptions options) {
    return new Cluster("test-" + System.identityHashCode(this), "none", options);
  }

  private static List<Task<Integer>> squares(int n) {
    return IntStream.range(0, n).<Task<Integer>>mapToObj(i -> context -> i * i).toList();
  }

  @Test
  void resultsComeInTheOrderOfTheTasks() {
    try (Cluster cluster = cluster(options(2, 2))) {
      List<Integer> results = cluster.run(TaskSet.of("squares", squares(200)));
      assertThat(results).isEqualTo(IntStream.range(0, 200).mapToObj(i -> i * i).toList());
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(200);
    }
  }

  @Test
  void committedTasksHoldNoMemory() {
    int some = (int) Math.min(Runtime.getRuntime().maxMemory() / 16, 256 << 20);
    long tasks = 2 * Runtime.getRuntime().maxMemory() / some;
    Task<Integer> large =
        context -> {
          byte[] bytes = new byte[some];
          context.onAbort(() -> Arrays.fill(bytes, (byte) 1));
          context.onAccepted(() -> bytes[0]++);
          context.reading(() -> "byte " + bytes.length);
          return bytes.length;
        };
    try (Cluster cluster = cluster(options(1, 2))) {
      List<Task<Integer>> all = Collections.nCopies((int) tasks, large);
      assertThat(cluster.run(TaskSet.of("large", all))).hasSize((int) tasks).containsOnly(some);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isZero();
    }
  }

  @Test
  void aPatienceThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> cluster(options(1, 1).withConf("patience", "long")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("patience is 'long'");
  }

  @Test
  void noTasksAreNoTrouble() {
    try (Cluster cluster = cluster(options(1, 1))) {
      assertThat(cluster.run(TaskSet.<Integer>of("nothing", List.of()))).isEmpty();
    }
  }

  @Test
  void aTaskThatFailsOnceIsTriedAgainOnAnotherNodeAndCountsOnce() {
    Set<String> places = new ConcurrentSkipListSet<>();
    List<String> heard = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void attemptFailed(String unit, int task, int attempt, Throwable cause) {
            heard.add(unit + " " + task + " " + attempt + " " + cause.getMessage());
          }
        };
    Task<String> flaky =
        context -> {
          places.add(context.attempt().number() + " on " + context.node().number());
          context.ledger().add(Measure.INPUT_RECORDS, 10);
          Files.createDirectories(Path.of(context.scratchFile("x")).getParent());
          Files.writeString(Path.of(context.scratchFile("x")), "x");
          if (context.attempt().number() == 0) {
            throw new IllegalStateException("once");
          }
          return context.scratchFile("x");
        };
    try (Cluster cluster = cluster(options(2, 1).withListener(listener))) {
      List<String> paths = cluster.run(TaskSet.of("flaky", List.of(flaky)));
      assertThat(heard).containsExactly("flaky 0 0 once");
      assertThat(places).hasSize(2);
      assertThat(places.toString()).contains("on 0").contains("on 1");
      assertThat(cluster.log().ledger().get(Measure.INPUT_RECORDS)).isEqualTo(10);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      assertThat(Path.of(paths.get(0))).exists();
      try (Stream<Path> attempts = Files.walk(folder).filter(p -> p.endsWith("x"))) {
        assertThat(attempts).as("the failed attempt's folder is gone").hasSize(1);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      RunReport report = cluster.log().toReport(RunReport.Status.RUNNING, null);
      assertThat(report.units().get(0).tasks())
          .extracting(TaskReport::succeeded)
          .containsExactly(false, true);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 10})
  void aTaskThatAlwaysFailsIsTriedExactlyAsOftenAsAllowed(int limit) {
    AtomicInteger tries = new AtomicInteger();
    Task<Void> bad =
        context -> {
          tries.incrementAndGet();
          context.reading(() -> "words.txt, byte 1042");
          throw new StepFailure(
              "parse", "wrapped", new NumberFormatException("For input string: \"x\""));
        };
    try (Cluster cluster = cluster(options(1, 2).withAttempts(limit))) {
      List<Task<Void>> tasks = List.of(context -> null, context -> null, bad);
      assertThatThrownBy(() -> cluster.run(TaskSet.of("round 1 map", tasks)))
          .isInstanceOf(JobFailed.class)
          .hasMessage(
              "job "
                  + cluster.job()
                  + ": step 'parse': NumberFormatException: For input string: \"x\""
                  + " (round 1 map, task 2, attempt "
                  + limit
                  + " of "
                  + limit
                  + ", at words.txt, byte 1042)");
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(limit);
    }
    assertThat(tries).hasValue(limit);
  }

  static Stream<Throwable> oddThrowables() {
    Exception cyclic = new Exception("outer");
    cyclic.initCause(new Exception("inner", cyclic));
    return Stream.of(
        new StackOverflowError(),
        new NoClassDefFoundError("a/B"),
        new ExceptionInInitializerError("init"),
        new AssertionError("assert"),
        new OutOfMemoryError("thrown by user code"),
        new InterruptedException("nobody asked"),
        new RuntimeException("x".repeat(10_000_000)),
        new RuntimeException("two\nlines \u001b[31m"),
        cyclic,
        new Broken());
  }

  /** Its message cannot even be read. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @ParameterizedTest
  @MethodSource("oddThrowables")
  void anythingThrownIsAFailureOfTheTaskAndTheSlotsSurvive(Throwable odd) {
    Task<Integer> thrower =
        context -> {
          throw sneaky(odd);
        };
    try (Cluster cluster = cluster(options(1, 1).withAttempts(2))) {
      assertThatThrownBy(() -> cluster.run(TaskSet.of("odd", List.of(thrower))))
          .isInstanceOf(JobFailed.class)
          .satisfies(
              e -> assertThat(e.getMessage()).hasSizeLessThan(800).doesNotContain("\n", "\u001b"));
      assertThat(cluster.run(TaskSet.of("next", squares(3)))).containsExactly(0, 1, 4);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void cancelStopsATaskThatWaits() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (Cluster cluster = cluster(options(1, 1))) {
      Task<Void> waits =
          context -> {
            started.countDown();
            new CountDownLatch(1).await();
            return null;
          };
      Thread other =
          new Thread(
              () -> {
                try {
                  started.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                cluster.cancel();
              });
      other.start();
      assertThatThrownBy(() -> cluster.run(TaskSet.of("waits", List.of(waits))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("cancelled");
      other.join();
      assertThat(cluster.cancelled()).isTrue();
      assertThatThrownBy(() -> cluster.run(TaskSet.of("later", squares(1))))
          .hasMessageContaining("cancelled");
    }
  }

  @Test
  void closingFromAnotherThreadEndsARunningSet() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Cluster cluster = cluster(options(1, 1));
    Task<Void> waits =
        context -> {
          started.countDown();
          new CountDownLatch(1).await();
          return null;
        };
    Thread other =
        new Thread(
            () -> {
              try {
                started.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              cluster.close();
            });
    other.start();
    assertThatThrownBy(() -> cluster.run(TaskSet.of("waits", List.of(waits))))
        .hasMessageContaining("cancelled");
    other.join();
  }

  @Test
  void whenATaskFailsForGoodTheOthersAreStoppedBeforeRunReturns() {
    AtomicInteger atWork = new AtomicInteger();
    CountDownLatch bothStarted = new CountDownLatch(2);
    Task<Void> endless =
        context -> {
          atWork.incrementAndGet();
          try {
            bothStarted.countDown();
            while (true) {
              context.checkStopped();
              Thread.onSpinWait();
            }
          } finally {
            atWork.decrementAndGet();
          }
        };
    Task<Void> bad =
        context -> {
          bothStarted.countDown();
          bothStarted.await();
          throw new IOException("disk on fire");
        };
    try (Cluster cluster = cluster(options(1, 2).withAttempts(1))) {
      assertThatThrownBy(() -> cluster.run(TaskSet.of("mixed", List.of(endless, bad))))
          .hasMessageContaining("disk on fire");
      assertThat(atWork).hasValue(0);
    }
  }

  @Test
  void aTaskThatDoesNotStopIsReported() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Thread[] stuck = new Thread[1];
    CountDownLatch started = new CountDownLatch(1);
    Task<Void> deaf =
        context -> {
          stuck[0] = Thread.currentThread();
          started.countDown();
          while (release.getCount() > 0) {
            Thread.onSpinWait();
          }
          return null;
        };
    Task<Void> bad =
        context -> {
          started.await();
          throw new IOException("bad");
        };
    try (Cluster cluster = cluster(options(1, 2).withAttempts(1).withConf("patience", "20"))) {
      assertThatThrownBy(() -> cluster.run(TaskSet.of("deaf", List.of(deaf, bad))))
          .hasMessageContaining("bad");
      assertThat(cluster.log().warnings())
          .anyMatch(w -> w.contains("deaf, task 0") && w.contains("does not stop"));
      release.countDown();
      stuck[0].join(0, 1);
    }
    stuck[0].join();
  }

  @Test
  void enoughStopsTheOtherTasksAndTheLedgerDoesNotKnowThem() {
    List<Integer> accepted = new ArrayList<>();
    Task<Integer> first =
        context -> {
          context.ledger().add(Measure.INPUT_RECORDS, 1);
          return 7;
        };
    Task<Integer> endless =
        context -> {
          context.ledger().add(Measure.INPUT_RECORDS, 100);
          new CountDownLatch(1).await();
          return 8;
        };
    try (Cluster cluster = cluster(options(1, 2))) {
      TaskSet<Integer> set =
          TaskSet.of("take", List.of(first, endless, endless))
              .onAccepted((result, number) -> accepted.add(number))
              .stopWhen(() -> accepted.contains(0));
      assertThat(cluster.run(set)).containsExactly(7, null, null);
      assertThat(accepted).containsExactly(0);
      assertThat(cluster.log().ledger().get(Measure.INPUT_RECORDS)).isEqualTo(1);
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(1);
    }
  }

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

  @Test
  void aFailingCommitIsAFailedAttempt() {
    AtomicInteger commits = new AtomicInteger();
    List<String> told = new ArrayList<>();
    Task<Integer> task =
        context -> {
          context.onCommit(
              () -> {
                if (commits.getAndIncrement() == 0) {
                  throw new IOException("full");
                }
              });
          context.onAccepted(() -> told.add("accepted " + context.attempt().number()));
          context.onAbort(() -> told.add("aborted " + context.attempt().number()));
          return context.attempt().number();
        };
    try (Cluster cluster = cluster(options(1, 1))) {
      assertThat(cluster.run(TaskSet.of("commits", List.of(task)))).containsExactly(1);
    }
    assertThat(told).containsExactly("aborted 0", "accepted 1");
  }

  @Test
  void aTaskCannotRunTasks() {
    try (Cluster cluster = cluster(options(1, 1).withAttempts(1))) {
      Task<Object> nested = context -> cluster.run(TaskSet.of("inner", squares(1)));
      assertThatThrownBy(() -> cluster.run(TaskSet.of("outer", List.of(nested))))
          .hasMessageContaining("a task cannot run tasks");
    }
  }

  @Test
  void manyTasksAndManyFailuresAreCountedExactly() {
    Task<Integer> flaky =
        context -> {
          context.ledger().add(Measure.INPUT_RECORDS, 1);
          if ((context.attempt().task() + context.attempt().number()) % 3 != 0) {
            throw new IllegalStateException("not yet");
          }
          return context.attempt().task();
        };
    try (Cluster cluster = cluster(options(3, 2))) {
      int n = 300;
      List<Integer> results =
          cluster.run(TaskSet.of("flaky", IntStream.range(0, n).mapToObj(i -> flaky).toList()));
      assertThat(results).isEqualTo(IntStream.range(0, n).boxed().toList());
      assertThat(cluster.log().ledger().get(Measure.INPUT_RECORDS)).isEqualTo(n);
      assertThat(cluster.log().ledger().get(Measure.FAILED_ATTEMPTS)).isEqualTo(n);
    }
  }
}
