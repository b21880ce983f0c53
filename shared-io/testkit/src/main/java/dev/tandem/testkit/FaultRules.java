package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.formats.TextLines;
import dev.tandem.testkit.probe.BrokenSink;
import dev.tandem.testkit.probe.CrashOnce;
import dev.tandem.testkit.probe.DyingReduce;
import dev.tandem.testkit.probe.Endless;
import dev.tandem.testkit.probe.NotSerializable;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.ReturnsNull;
import dev.tandem.testkit.probe.Watch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What happens when something goes wrong: the answer is right, or there is none and a message that
 * helps.
 */
interface FaultRules {
  /** Where to try the engine. */
  Bench bench();

  /** Whether the first records of a split are computed before its last ones are read. */
  boolean streams();

  @TestFactory
  default Stream<DynamicTest> nullsAreRefusedNamingTheStep() {
    return ReturnsNull.PLACES.stream()
        .map(
            place ->
                DynamicTest.dynamicTest(
                    place,
                    () -> {
                      Bench bench = bench().with(options -> options.withAttempts(1));
                      assertThat(bench.failure(new ReturnsNull(), Map.of("place", place)))
                          .contains("step 'culprit'", "ull");
                    }));
  }

  /** Other data, and what the failed action has computed on its way, can still be asked for. */
  @Test
  default void aJobMayCatchTheFailureOfAnActionAndGoOn() {
    Bench bench = bench().with(options -> options.withAttempts(1));
    RunReport report =
        bench.run(
            p -> {
              KeyedBag<Long, Long> counts =
                  p.read(Numbers.of(4, 100))
                      .keyBy(n -> n % 10)
                      .groupByKey()
                      .aggregate(Aggregators.count());
              KeyedBag<Long, Long> bad =
                  counts.mapValues(
                      count -> {
                        throw new IllegalStateException("bad group");
                      });
              assertThatThrownBy(bad::collect)
                  .isInstanceOf(JobFailed.class)
                  .hasMessageContaining("bad group");
              assertThat(p.read(Numbers.of(4, 100)).count()).isEqualTo(400);
              assertThat(counts.collect()).hasSize(10);
              counts.map(count -> count.first() + "=" + count.second()).write(Bench.sink());
            });
    assertThat(report.status()).isEqualTo(RunReport.Status.SUCCEEDED);
    assertThat(bench.lines()).hasSize(10).contains("3=40");
  }

  @Test
  default void anErrorNamesJobStepCauseTaskAttemptAndPosition() {
    Bench bench = bench();
    Path file = bench.file("numbers.txt", "1", "2", "three", "4");
    String message =
        bench.failure(
            p ->
                p.read(TextLines.of(List.of(file.toString())))
                    .map(Integer::parseInt)
                    .named("parse")
                    .write(Bench.sink()));
    assertThat(message)
        .contains(
            "job rule",
            "step 'parse'",
            "NumberFormatException",
            "\"three\"",
            "task 0",
            "attempt",
            "numbers.txt",
            "4");
  }

  @Test
  default void anErrorBehindAShuffleNamesTheStep() {
    String message =
        bench()
            .failure(
                p ->
                    p.read(Numbers.of(2, 10))
                        .keyBy(n -> n % 3)
                        .groupByKey()
                        .flatMap(
                            Long.class,
                            (key, values, out) -> {
                              if (key == 2) {
                                throw new IOException("no such thing");
                              }
                            })
                        .named("fetch")
                        .write(Bench.sink()));
    assertThat(message).contains("job rule", "step 'fetch'", "no such thing", "task 2", "attempt");
  }

  @Test
  default void aTaskThatCrashesOnceIsTriedAgain() {
    Bench bench = bench();
    CrashOnce job = new CrashOnce();
    List<String> failed = new ArrayList<>();
    bench.with(
        options ->
            options.withListener(
                new RunListener() {
                  @Override
                  public void attemptFailed(
                      String unit, int task, int attempt, Throwable cause, boolean again) {
                    failed.add("task " + task + ", attempt " + attempt);
                  }
                }));
    assertThat(bench.lines(job))
        .containsExactly(IntStream.range(0, 30).mapToObj(n -> "" + 2 * n).toArray(String[]::new));
    assertThat(job.calls())
        .as("calls: all, and the six of the attempt that crashed")
        .isEqualTo(30 + 6);
    assertThat(failed).containsExactly("task 1, attempt 0");
    RunReport report = bench.report();
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(report.get(Measure.INPUT_RECORDS)).as("of committed attempts").isEqualTo(30);
    assertThat(report.digest().records()).isEqualTo(30);
    bench.assertNothingLeft();
  }

  @Test
  default void aTaskMayFailAsOftenAsTheOptionsSay() {
    for (int attempts : new int[] {1, 2, 4}) {
      Bench bench = bench().with(options -> options.withAttempts(attempts));
      Watch calls = Watch.fresh();
      bench.failure(
          p ->
              p.read(Numbers.of(1, 1))
                  .map(
                      n -> {
                        calls.tick();
                        throw new IllegalStateException("always");
                      })
                  .write(Bench.sink()));
      assertThat(calls.count()).isEqualTo(attempts);
      assertThat(bench.report().get(Measure.FAILED_ATTEMPTS)).isEqualTo(attempts);
      assertThat(bench.report().status()).isEqualTo(RunReport.Status.FAILED);
    }
  }

  @Test
  default void oneAttemptLessThanTheLimitIsEnough() {
    Watch calls = Watch.fresh();
    assertThat(
            bench()
                .lines(
                    p ->
                        p.read(Numbers.of(1, 1))
                            .map(
                                n -> {
                                  if (calls.tick() < 3) {
                                    throw new IllegalStateException("not yet");
                                  }
                                  return n;
                                })))
        .containsExactly("0");
  }

  /** Throws something odd. Named, because a lambda would hide the type. */
  private static Throwable odd(String kind) {
    RuntimeException cyclic = new RuntimeException("cyclic");
    return switch (kind) {
      case "StackOverflowError" -> new StackOverflowError();
      case "NoClassDefFoundError" -> new NoClassDefFoundError("com/example/Missing");
      case "AssertionError" -> new AssertionError("assertion");
      case "OutOfMemoryError" -> new OutOfMemoryError("on purpose");
      case "checked" -> new TimeoutException("checked");
      case "cyclic" -> cyclic.initCause(new RuntimeException("effect", cyclic));
      case "huge message" -> new IllegalStateException("x\n\u0007y".repeat(1_000_000));
      case "no message" -> new IllegalStateException();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> long sneak(Throwable odd) throws T {
    throw (T) odd;
  }

  @TestFactory
  default Stream<DynamicTest> oddThrowablesFailTheTaskAndNothingElse() {
    return Stream.of(
            "StackOverflowError",
            "NoClassDefFoundError",
            "AssertionError",
            "OutOfMemoryError",
            "checked",
            "cyclic",
            "huge message",
            "no message")
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind,
                    () -> {
                      Bench bench = bench().with(options -> options.withAttempts(2));
                      bench.failure(
                          p ->
                              p.read(Numbers.of(2, 3))
                                  .map(n -> FaultRules.<RuntimeException>sneak(odd(kind)))
                                  .write(Bench.sink()));
                      assertThat(bench.lines(p -> p.read(Numbers.of(1, 2))))
                          .as("the next run")
                          .containsExactly("0", "1");
                    }));
  }

  @Test
  default void whatCannotBeSerialisedIsRefusedBeforeTheFirstTask() {
    NotSerializable job = new NotSerializable();
    assertThat(bench().failure(job, Map.of())).contains("map", "java.lang.Thread", "serialis");
    assertThat(job.opened()).isZero();
  }

  @Test
  default void aBagInsideAFunctionIsRefused() {
    Numbers numbers = Numbers.of(1, 1);
    bench()
        .failure(
            p -> {
              Bag<Long> captured = p.read(numbers);
              captured.map(n -> captured.count()).write(Bench.sink());
            });
    assertThat(numbers.opened().count()).isZero();
  }

  @Test
  default void accumulatorsOfOthersAreNeverMergedInto() {
    assertThat(bench().lines(new DyingReduce()))
        .containsExactlyInAnyOrder(DyingReduce.rightLines());
    assertThat(bench().with(options -> options.withPartitions(1)).lines(new DyingReduce()))
        .containsExactlyInAnyOrder(DyingReduce.rightLines());
  }

  @Test
  default void aWriterThatFailsFailsTheRun() {
    assertThat(bench().failure(p -> p.read(Numbers.of(2, 5)).write(new BrokenSink(3))))
        .contains("the sink broke");
    assertThat(bench().failure(p -> p.read(Numbers.of(2, 5)).write(new BrokenSink(99))))
        .as("in close")
        .contains("the sink broke");
  }

  @Test
  default void aTruncatedFileFailsTheRunAndIsNamed() throws IOException {
    Bench bench = bench().with(options -> options.withAttempts(1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 10_000; i++) {
        zip.write(("line " + i * 7919 % 10_007 + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] whole = bytes.toByteArray();
    Path file =
        Files.write(bench.folder.resolve("cut.txt.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThat(
            bench.failure(
                p -> p.read(TextLines.of(List.of(file.toString()))).distinct().write(Bench.sink())))
        .contains("cut.txt.gz");
  }

  @Test
  default void groupValuesAreASinglePass() {
    List<String> errors =
        bench()
            .ask(
                p ->
                    p.read(Numbers.of(2, 5))
                        .keyBy(n -> 1)
                        .groupByKey()
                        .flatMap(
                            String.class,
                            (key, values, out) -> {
                              values.forEachRemaining(n -> {});
                              try {
                                values.next();
                                out.emit("read on");
                              } catch (NoSuchElementException | IllegalStateException over) {
                                out.emit("over: " + values.hasNext());
                              }
                            })
                        .collect());
    assertThat(errors).containsExactly("over: false");
  }

  @Test
  @Timeout(60)
  default void cancelEndsARunAndLeavesNothing() throws Exception {
    Bench bench = bench();
    Endless endless = Endless.fresh();
    AtomicReference<Thread> canceller = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                bench.run(
                    p -> p.read(endless).filter(n -> n < 0).write(Bench.sink()),
                    session -> {
                      canceller.set(
                          new Thread(
                              () -> {
                                endless.awaitReading();
                                session.cancel();
                                session.cancel();
                              }));
                      canceller.get().start();
                    }))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("cancel");
    canceller.get().join();
    assertThat(bench.report().status()).isEqualTo(RunReport.Status.CANCELLED);
    assertThat(bench.output()).doesNotExist();
    bench.assertNothingLeft();
  }

  @Test
  @Timeout(60)
  default void aRunThatIsCancelledBeforeItStartsDoesNotRun() {
    Bench bench = bench();
    assertThatThrownBy(
            () ->
                bench.run(
                    p -> p.read(Endless.fresh()).write(Bench.sink()), session -> session.cancel()))
        .isInstanceOf(JobFailed.class);
    assertThat(bench.output()).doesNotExist();
    bench.assertNothingLeft();
  }

  @Test
  @Timeout(60)
  default void takeStopsASourceThatNeverEnds() {
    assumeTrue(streams(), "the engine reads a split to its end before it computes");
    assertThat(bench().<List<Long>>ask(p -> p.read(Endless.fresh()).map(n -> n * 2).take(3)))
        .containsExactly(0L, 2L, 4L);
  }

  @Test
  default void sessionsRunSideBySide() throws Exception {
    Bench shared = bench();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<String>>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        int run = i;
        Bench own =
            new Bench(shared.engine, Files.createDirectories(shared.folder.resolve("run" + i)));
        answers.add(
            threads.submit(
                () ->
                    own.lines(
                        p ->
                            p.read(Numbers.of(3, 100))
                                .keyBy(n -> n % 2)
                                .mapValues(n -> run)
                                .reduceByKey(Integer::sum))));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(answers.get(i).get())
            .containsExactlyInAnyOrder("0\t" + 150 * i, "1\t" + 150 * i);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void oneFailingSessionDoesNotDisturbAnother() {
    Bench bench = bench();
    bench.failure(p -> p.of(List.of(1)).map(n -> n / (n - 1)).write(Bench.sink()));
    assertThat(bench.lines(p -> p.of(List.of(1)).map(n -> n * 1))).containsExactly("1");
  }
}
