package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that succeed, fail and are counted. */
@Timeout(300)
class ClusterTest extends ClusterFixture {
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
          public void attemptFailed(
              String unit, int task, int attempt, Throwable cause, boolean again) {
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
