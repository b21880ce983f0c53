package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.SmallProcess;
import dev.tandem.testkit.probe.BrokenOrder;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.SortedBadly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that do what they should not, or have shapes that break weak engines. */
@Timeout(900)
class HostileJobsTest {
  @TempDir Path folder;

  @Test
  void aGroupOfThreeTimesTheHeapStreamsFromDisk() throws Exception {
    ChildRun.Ended ended = SmallProcess.run("mapreduce", folder, "giant-key");
    assertThat(ended.text()).contains("giant-key:  [one:" + 200L * (1 << 20) + "]");
    assertThat(ended.exit()).isZero();
  }

  private record EndlessLine(String input) implements Job {
    @Override
    public String name() {
      return "endless-line";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(TextLines.of(List.of(input))).map(String::length).write(TextSink.to(args.output()));
    }
  }

  /** A line of 200 MB, in a process with a heap of 64 MB; then a job that does no harm. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path input = folder.resolve("endless-line.txt");
    try (RandomAccessFile hole = new RandomAccessFile(input.toFile(), "rw")) {
      hole.setLength(200L << 20);
    }
    EndlessLine job = new EndlessLine(input.toString());
    Outcome refused =
        new FaultTrial(new MapReduceEngine(), folder, job, HostileJobsTest::small)
            .run(options -> options);
    System.out.println("refused: " + refused.message() + " " + refused.leaks());
    Outcome next = SmallProcess.trial("mapreduce", folder, "plain").run(options -> options);
    System.out.println("next: " + next.message() + " " + next.sortedLines().size());
  }

  @Test
  void aLineThatIsLargerThanTheHeapIsRefusedAndTheNextJobRuns() throws Exception {
    ChildRun.Ended ended =
        ChildRun.of("64m", HostileJobsTest.class, folder.resolve("log"), folder.toString());
    assertThat(ended.text())
        .contains("endless-line.txt, byte 0: a line of more than", "maxLineBytes", " []\n")
        .doesNotContain("OutOfMemoryError")
        .contains("next:  20");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void aFunctionThatReallyRunsOutOfMemoryFailsItsTaskAndTheNextJobRuns() throws Exception {
    ChildRun.Ended ended = SmallProcess.run("mapreduce", folder, "out-of-memory", "plain");
    assertThat(ended.text()).contains("OutOfMemoryError").contains("plain:  [0, 1, 10, 11, 12");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void aFunctionThatEndsTheProcessLeavesNothingThatTheNextRunMinds() throws Exception {
    ChildRun.Ended ended = SmallProcess.run("mapreduce", folder, "exits");
    assertThat(ended.exit()).as("it cannot be stopped inside one JVM").isEqualTo(3);
    assertThat(folder.resolve("out")).doesNotExist();
    Outcome next = SmallProcess.trial("mapreduce", folder, "plain").run(options -> options);
    assertThat(next.message()).isEmpty();
    assertThat(next.sortedLines()).hasSize(20);
    assertThat(next.leaks()).isEmpty();
  }

  @Test
  void anotherRunAtTheSameTimeDoesNotNotice() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Path good = Files.createDirectory(folder.resolve("good"));
      Path bad = Files.createDirectory(folder.resolve("bad"));
      Future<Outcome> ill =
          threads.submit(
              () ->
                  SmallProcess.trial("mapreduce", bad, "plain")
                      .run("task.commit * * * * oom\n", options -> options));
      Future<Outcome> well =
          threads.submit(
              () -> SmallProcess.trial("mapreduce", good, "plain").run(options -> options));
      assertThat(ill.get().message()).contains("OutOfMemoryError", "injected fault");
      assertThat(well.get().message()).isEmpty();
      assertThat(well.get().sortedLines()).hasSize(20);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aComparatorThatBreaksItsContractLosesNothing(BrokenOrder order) {
    SortedBadly job = new SortedBadly(order, 1_000);
    Outcome outcome =
        new FaultTrial(
                new MapReduceEngine(),
                folder,
                job,
                options ->
                    options
                        .withConf("mapreduce.task.io.sort.mb", "0.005")
                        .withConf("mapreduce.task.io.sort.factor", "3"))
            .run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.report().get(Measure.SPILLED_RECORDS)).isGreaterThan(3_000);
    assertThat(outcome.sortedLines()).isEqualTo(job.sortedLines());
  }

  private record Colliding(boolean collides) implements Job {
    @Override
    public String name() {
      return "colliding";
    }

    /** "Aa" and "BB" have the same hash, and so has every word of them of one length. */
    @Override
    public void define(Pipeline p, JobArgs args) {
      boolean same = collides;
      p.read(Numbers.of(2, 1 << 14))
          .mapToPair(
              String.class,
              Long.class,
              (n, out) -> {
                out.emit(word(n, same), 1L);
              })
          .reduceByKey(Long::sum)
          .write(TextSink.to(args.output()));
    }

    static String word(long n, boolean same) {
      StringBuilder word = new StringBuilder();
      for (int bit = 0; bit < 15; bit++) {
        boolean one = (n >> bit & 1) == 1;
        word.append(same ? one ? "Aa" : "BB" : one ? "Aa" : "Bc");
      }
      return word.toString();
    }
  }

  @Test
  void keysThatAllCollideCostNoMoreMemoryAndGiveAllGroups() {
    Map<Boolean, Long> spilled = new HashMap<>();
    for (boolean collides : new boolean[] {false, true}) {
      Outcome outcome =
          new FaultTrial(
                  new MapReduceEngine(), folder, new Colliding(collides), HostileJobsTest::small)
              .run(options -> options);
      assertThat(outcome.message()).isEmpty();
      assertThat(outcome.report().get(Measure.GROUPS)).isEqualTo(1 << 15);
      spilled.put(collides, outcome.report().get(Measure.SPILLED_RECORDS));
      assertThat(outcome.sortedLines())
          .isEqualTo(
              LongStream.range(0, 1 << 15)
                  .mapToObj(n -> Colliding.word(n, collides) + "\t1")
                  .sorted()
                  .toList());
    }
    assertThat(spilled.get(true)).as("no work more than without").isEqualTo(spilled.get(false));
  }

  private record OneKey() implements Job {
    @Override
    public String name() {
      return "one-key";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(Numbers.of(4, 250_000))
          .mapToPair(String.class, Long.class, (n, out) -> out.emit("one", n))
          .groupByKey()
          .aggregate(Aggregators.count())
          .write(TextSink.to(args.output()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void whereAllKeysAreEqualOneFileHasAllAndTheOthersAreEmpty(String combiner) {
    Outcome outcome =
        new FaultTrial(
                new MapReduceEngine(),
                folder,
                new OneKey(),
                options ->
                    options
                        .withPartitions(5)
                        .withConf("combiner", combiner)
                        .withConf("mapreduce.task.io.sort.mb", "0.1"))
            .run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.report().get(Measure.GROUPS)).isEqualTo(1);
    assertThat(outcome.files().entrySet())
        .filteredOn(file -> file.getKey().contains("part-"))
        .extracting(Map.Entry::getValue)
        .containsExactlyInAnyOrder("one\t1000000\n", "", "", "", "");
  }

  private static RunOptions small(RunOptions options) {
    return options.withMemory(8 << 20).withConf("sync", "false");
  }

  private static final class Unserialisable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"})
    private final Object held = new Object();

    Unserialisable() {
      super("holds what cannot be serialised");
    }
  }

  private record Throwing() implements Job {
    @Override
    public String name() {
      return "throwing";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(Numbers.of(1, 3))
          .map(
              n -> {
                if (n >= 0) {
                  throw new Unserialisable();
                }
                return n;
              })
          .write(TextSink.to(args.output()));
    }
  }

  @Test
  void anExceptionThatCannotBeSerialisedIsSaidAllTheSame() {
    Outcome outcome =
        new FaultTrial(new MapReduceEngine(), folder, new Throwing(), HostileJobsTest::small)
            .run(options -> options);
    assertThat(outcome.message())
        .contains("Unserialisable", "holds what cannot be serialised", "attempt 4 of 4");
    assertThat(outcome.leaks()).isEmpty();
  }
}
