package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.testkit.probe.CrashOnce;
import dev.tandem.testkit.probe.HugeGroup;
import dev.tandem.testkit.probe.MutatesInput;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.ReturnsNull;
import dev.tandem.testkit.probe.TenThousandSteps;
import dev.tandem.testkit.probe.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same files everywhere, all at once or not at all. */
interface OutputRules {
  /** Where to try the engine. */
  Bench bench();

  private static List<Integer> numbers(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  default void unshuffledRecordsGoToAMapFileForEachSplit() {
    assertThat(bench().parts(p -> p.read(Numbers.of(4, 1)).map(n -> n + 10)))
        .containsEntry("part-m-00000", List.of("10"))
        .containsEntry("part-m-00003", List.of("13"))
        .hasSize(4);
  }

  @Test
  default void shuffledRecordsGoToAReduceFileForEachPartition() {
    assertThat(bench().parts(p -> p.of(Codecs.INTEGER, numbers(9)).distinct().map(n -> n)).keySet())
        .containsExactly("part-r-00000", "part-r-00001", "part-r-00002");
  }

  @Test
  default void partitionsOfAShuffleAreWhatWasAsked() {
    Bench bench = bench().with(options -> options.withPartitions(0).withNodes(2, 2));
    assertThat(bench.parts(p -> p.of(Codecs.INTEGER, numbers(9)).distinct()))
        .as("nodes times slots")
        .hasSize(4);
    assertThat(
            bench
                .with(options -> options.withPartitions(7))
                .parts(p -> p.of(Codecs.INTEGER, numbers(9)).distinct()))
        .hasSize(7);
  }

  @Test
  default void emptyPartitionsHaveFilesToo() {
    assertThat(bench().parts(p -> p.of(Codecs.INTEGER, List.of(3)).distinct()))
        .containsEntry("part-r-00000", List.of("3"))
        .containsEntry("part-r-00001", List.of())
        .containsEntry("part-r-00002", List.of());
  }

  @Test
  default void partFilesOfAUnionAreNumberedThrough() {
    assertThat(
            bench()
                .parts(
                    p ->
                        p.read(Numbers.of(2, 1))
                            .union(p.of(Codecs.LONG, List.of(5L, 5L)).distinct())
                            .union(p.read(Numbers.of(1, 1)))))
        .hasToString(
            "{part-m-00000=[0], part-m-00001=[1], part-m-00005=[0], part-r-00002=[], part-r-00003=[], part-r-00004=[5]}");
  }

  @Test
  default void anEmptyFileIsOneEmptySplit() {
    Bench bench = bench();
    assertThat(bench.parts(p -> p.read(bench.text("empty.txt")))).hasToString("{part-m-00000=[]}");
  }

  @Test
  default void anEmptyFolderIsReadAsNothing() throws IOException {
    Bench bench = bench();
    String empty = Files.createDirectories(bench.folder.resolve("empty")).toString();
    assertThat(bench.parts(p -> p.read(TextLines.of(List.of(empty))))).isEmpty();
    assertThat(Bench.names(bench.output())).containsExactly("_SUCCESS");
    assertThat(bench.parts(p -> p.read(TextLines.of(List.of(empty))).distinct())).hasSize(3);
  }

  @Test
  default void splitsDoNotChangeTheAnswer() {
    Bench bench = bench();
    String[] lines = IntStream.range(0, 40).mapToObj(i -> "line " + i).toArray(String[]::new);
    for (int size : new int[] {3, 50, 100000}) {
      bench.with(options -> options.withSplits(new SplitRule(1, size, size)));
      assertThat(bench.lines(p -> p.read(bench.text("lines.txt", lines)))).containsExactly(lines);
    }
  }

  @Test
  default void aMissingInputFailsBeforeTheFirstTask() {
    Bench bench = bench();
    Watch ran = Watch.fresh();
    String missing = bench.folder.resolve("missing.txt").toString();
    String message =
        bench.failure(
            p ->
                p.of(List.of(1))
                    .map(n -> "" + ran.tick())
                    .union(p.read(TextLines.of(List.of(missing))))
                    .write(Bench.sink()));
    assertThat(message).contains("missing.txt");
    assertThat(ran.count()).isZero();
  }

  @Test
  default void severalOutputsAreFoldersThatAppearTogether() {
    Bench bench = bench();
    RunReport report =
        bench.run(
            p -> {
              Bag<Integer> all = p.of(Codecs.INTEGER, numbers(6));
              all.filter(n -> n % 2 == 0).write(Bench.sink("even"));
              all.filter(n -> n % 2 == 1).distinct().write(Bench.sink("odd"));
            });
    assertThat(bench.parts("even").values())
        .containsExactly(List.of("0"), List.of("2"), List.of("4"));
    assertThat(bench.parts("odd").values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrder("1", "3", "5");
    assertThat(Bench.names(bench.output())).containsExactly("_SUCCESS", "even", "odd");
    assertThat(report.outputs()).extracting(RunReport.Output::files).containsExactly(3, 3);
    assertThat(report.digest().records()).isEqualTo(6);
  }

  @Test
  default void twoWritesIntoOneFolderAreRefused() {
    Numbers numbers = Numbers.of(1, 1);
    bench()
        .failure(
            p -> {
              p.read(numbers).write(Bench.sink());
              p.read(numbers).write(Bench.sink());
            });
    assertThat(numbers.opened().count()).isZero();
  }

  @Test
  default void whatRanEarlierBecomesVisibleWithTheRest() {
    Bench bench = bench();
    List<Boolean> visible = new ArrayList<>();
    bench.run(
        p -> {
          p.of(List.of("first")).write(Bench.sink("one"));
          p.run();
          visible.add(Files.exists(bench.output()));
          p.of(List.of("second")).write(Bench.sink("two"));
          p.run();
          p.run();
        });
    assertThat(visible).containsExactly(false);
    assertThat(bench.parts("one").values()).contains(List.of("first"));
    assertThat(bench.parts("two").values()).contains(List.of("second"));
  }

  @Test
  default void aJobThatWritesNothingSucceeds() {
    Bench bench = bench().with(options -> options.withOutput(null, false));
    assertThat(bench.<Long>ask(p -> p.of(List.of(1, 2)).count())).isEqualTo(2);
    bench.run(p -> {});
    bench.assertNothingLeft();
  }

  @Test
  default void writesWithoutAnOutputAreRefused() {
    Numbers numbers = Numbers.of(1, 1);
    bench()
        .with(options -> options.withOutput(null, false))
        .failure(p -> p.read(numbers).write(Bench.sink()));
    assertThat(numbers.opened().count()).isZero();
  }

  @Test
  default void theDigestIsThatOfTheRecordsWhereverTheyAre() {
    Bench bench = bench();
    RunReport three =
        bench.run(p -> p.of(Codecs.INTEGER, numbers(100)).distinct().write(Bench.sink()));
    RunReport five =
        bench
            .with(options -> options.withPartitions(5))
            .run(p -> p.of(Codecs.INTEGER, numbers(100)).write(Bench.sink()));
    RunReport other = bench.run(p -> p.of(Codecs.INTEGER, numbers(99)).write(Bench.sink()));
    assertThat(three.digest()).isEqualTo(five.digest()).isNotEqualTo(other.digest());
    assertThat(three.digest().records()).isEqualTo(100);
    assertThat(three.status()).isEqualTo(RunReport.Status.SUCCEEDED);
    assertThat(three.engine()).isEqualTo(bench.engine.name());
  }

  @Test
  default void aRunLeavesItsOutputAndNothingElse() {
    Bench bench = bench();
    bench.lines(p -> p.of(Codecs.INTEGER, numbers(100)).distinct().reuse().sort(Orders.ints()));
    assertThat(bench.output().resolve("_SUCCESS")).isEmptyFile();
    bench.assertNothingLeft();
  }

  @Test
  default void anExistingOutputIsRefusedUntouchedBeforeAnyTask() {
    Bench bench = bench().with(options -> options.withOutput(options.output(), false));
    bench.file("out/mine.txt", "precious");
    Numbers numbers = Numbers.of(1, 1);
    assertThat(bench.failure(p -> p.read(numbers).write(Bench.sink())))
        .contains(bench.output().toString(), "overwrite");
    assertThat(numbers.opened().count()).isZero();
    assertThat(Bench.names(bench.output())).containsExactly("mine.txt");
    assertThat(Bench.read(bench.output().resolve("mine.txt"))).containsExactly("precious");
  }

  @Test
  default void overwriteReplacesTheOldOutput() {
    Bench bench = bench();
    bench.file("out/old.txt", "old");
    bench.file("out/_SUCCESS");
    assertThat(bench.lines(p -> p.of(List.of("new")))).containsExactly("new");
    assertThat(Bench.names(bench.output())).contains("_SUCCESS").doesNotContain("old.txt");
    bench.assertNothingLeft();
  }

  @Test
  default void aFailingRunThatWouldOverwriteKeepsTheOldOutput() {
    Bench bench = bench();
    bench.file("out/old.txt", "old");
    bench.file("out/_SUCCESS");
    bench.failure(p -> p.of(List.of(1)).map(n -> n / (n - 1)).write(Bench.sink()));
    assertThat(Bench.names(bench.output())).containsExactlyInAnyOrder("_SUCCESS", "old.txt");
  }

  @Test
  default void overwriteLeavesWhatNoRunHasWritten() {
    Bench bench = bench();
    bench.file("out/thesis.txt", "precious");
    assertThat(bench.failure(p -> p.of(List.of(1)).write(Bench.sink())))
        .contains("not written by a run");
    assertThat(Bench.read(bench.output().resolve("thesis.txt"))).containsExactly("precious");
    bench.assertNothingLeft();
  }

  @Test
  default void ofRunsThatRaceForOneOutputExactlyOneWins() throws Exception {
    Bench bench = bench().with(options -> options.withOutput(options.output(), false));
    int racers = 4;
    CyclicBarrier barrier = new CyclicBarrier(racers);
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    List<Future<Boolean>> wins = new ArrayList<>();
    try {
      for (int i = 0; i < racers; i++) {
        int racer = i;
        Path scratch = Files.createDirectories(bench.folder.resolve("scratch" + i));
        Callable<Boolean> run =
            () -> {
              Bench own =
                  new Bench(bench.engine, bench.folder)
                      .with(
                          options ->
                              options
                                  .withOutput(bench.output().toString(), false)
                                  .withScratch(scratch.toString()));
              barrier.await();
              try {
                own.run(p -> p.of(List.of("racer " + racer)).write(Bench.sink()));
                return true;
              } catch (JobFailed lost) {
                return false;
              }
            };
        wins.add(threads.submit(run));
      }
      int won = 0;
      for (Future<Boolean> win : wins) {
        won += win.get() ? 1 : 0;
      }
      assertThat(won).as("winners").isEqualTo(1);
      assertThat(bench.lines()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
    bench.assertNothingLeft();
  }

  @Test
  default void explainReadsNothingAndWritesNothing() {
    Numbers numbers = Numbers.of(2, 2);
    Bench bench = bench();
    try (Session session = bench.engine.open("rule", bench.options)) {
      FlowPipeline pipeline = new FlowPipeline(session, bench.options);
      pipeline
          .read(numbers)
          .named("numbers")
          .keyBy(n -> n % 2)
          .reduceByKey(Long::sum)
          .named("sums")
          .sortByKey(Orders.longs())
          .write(Bench.sink());
      Explanation explanation = session.explain(pipeline.pendingPlan());
      assertThat(explanation.engine()).isEqualTo(bench.engine.name());
      assertThat(explanation.units())
          .isNotEmpty()
          .allSatisfy(unit -> assertThat(unit.lines()).isNotEmpty());
      assertThat(explanation.toString()).contains("sums");
      assertThat(session.explain(pipeline.pendingPlan()))
          .as("the same again")
          .isEqualTo(explanation);
    }
    assertThat(numbers.opened().count()).isZero();
    assertThat(bench.output()).doesNotExist();
    bench.assertNothingLeft();
  }

  @Test
  default void explainOfEveryProbeReadsNothing() throws Exception {
    Bench bench = bench();
    CrashOnce crashOnce = new CrashOnce();
    for (Job job :
        List.of(
            crashOnce,
            new HugeGroup(),
            new MutatesInput(),
            new ReturnsNull(),
            new TenThousandSteps())) {
      try (Session session = bench.engine.open(job.name(), bench.options)) {
        FlowPipeline pipeline = new FlowPipeline(session, bench.options);
        job.define(pipeline, JobArgs.of(job, List.of(), Map.of()));
        assertThat(session.explain(pipeline.pendingPlan()).units()).as(job.name()).isNotEmpty();
      }
      assertThat(bench.output()).doesNotExist();
    }
    assertThat(crashOnce.calls()).isZero();
    bench.assertNothingLeft();
  }

  @Test
  default void theLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      for (String locale : List.of("ar-EG-u-nu-arab", "th-TH-u-nu-thai", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Bench bench = bench();
        assertThat(
                bench
                    .parts(
                        p ->
                            p.of(List.of("TITLE", "i", "1.5"))
                                .map(s -> s.length() / 2.0)
                                .distinct()
                                .map(x -> x + "!"))
                    .keySet())
            .containsExactly("part-r-00000", "part-r-00001", "part-r-00002");
        assertThat(bench.lines()).containsExactlyInAnyOrder("2.5!", "0.5!", "1.5!");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  default void aSessionThatIsClosedWithoutCommitLeavesNothing() {
    Bench bench = bench();
    assertThatThrownBy(
            () ->
                bench.run(
                    p -> {
                      p.of(List.of(1)).write(Bench.sink());
                      p.run();
                      throw new IllegalStateException("the driver changed its mind");
                    }))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("the driver changed its mind");
    assertThat(bench.output()).doesNotExist();
    bench.assertNothingLeft();
  }
}
