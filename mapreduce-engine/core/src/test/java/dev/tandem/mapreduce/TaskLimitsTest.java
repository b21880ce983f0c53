package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many tasks there are, how many run at a time, and how many may fail, by Hadoop's switches.
 */
class TaskLimitsTest {
  private static final int SPLITS = 4;
  private static AtomicInteger running;
  private static AtomicInteger most;

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    running = new AtomicInteger();
    most = new AtomicInteger();
  }

  private Flow flow(Map<String, String> conf) {
    return new Flow(
        folder,
        options -> {
          var changed = options.withNodes(1, 4).withPartitions(4).withAttempts(2);
          for (Map.Entry<String, String> one : conf.entrySet()) {
            changed = changed.withConf(one.getKey(), one.getValue());
          }
          return changed;
        });
  }

  /** Numbers 0 to 399 in four splits; the map function fails on one, the reducer on a key. */
  private static Flow.Definition counts(long bad, long badKey) {
    return (Pipeline p, JobArgs args) ->
        p.read(Numbers.of(SPLITS, 100))
            .map(n -> fail(n, bad))
            .keyBy(n -> n % 4)
            .groupByKey()
            .aggregate(Aggregators.count())
            .map(pair -> fail(pair.first(), badKey) + "\t" + pair.second())
            .write(TextSink.to(args.output()));
  }

  private static long fail(long n, long bad) {
    if (n == bad) {
      throw new IllegalStateException("bad " + n);
    }
    return n;
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "copy"})
  void mapTasksThatFailMayBeMissing(String fetch) throws IOException {
    Flow flow = flow(Map.of("mapreduce.map.failures.maxpercent", "25", "fetch", fetch));
    RunReport report = flow.run(counts(150, -1));
    assertThat(flow.lines()).containsExactlyInAnyOrder("0\t75", "1\t75", "2\t75", "3\t75");
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(2);
    assertThat(report.warnings())
        .anyMatch(line -> line.contains("would have left is missing") && line.contains("bad 150"));
    assertThat(flow.scratch()).isEmpty();
  }

  @Test
  void moreOfThemFailTheRun() {
    assertThatThrownBy(
            () -> flow(Map.of("mapreduce.map.failures.maxpercent", "24.9")).run(counts(150, -1)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("bad 150");
  }

  /** Some reduce tasks may have used its output. */
  @Test
  void aMapTaskThatRunsAgainMayNotBeMissing() throws IOException {
    Path faults = folder.resolve("faults");
    Files.writeString(faults, "task.start \"round 1 map*\" * * 2 throw\n");
    Flow flow =
        flow(Map.of(
                "mapreduce.map.failures.maxpercent", "100",
                "mapreduce.map.maxattempts", "1",
                "combiner", "false",
                "faults", faults.toString()))
            .with(
                options ->
                    options.withFiles(HostileFiles.damaging(1, HostileFiles.named("spill"))));
    assertThatThrownBy(() -> flow.run(counts(-1, -1)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("injected fault at task.start, hit 2");
  }

  /** Samples and takes are made of map tasks, but what they say depends on each of them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereMapTasksAreSampledOrTakenTheyAreTriedAsOftenAndNoneMayBeMissing(boolean takes) {
    Flow flow =
        flow(Map.of("mapreduce.map.maxattempts", "1", "mapreduce.map.failures.maxpercent", "100"));
    Flow.Definition job =
        (p, args) -> {
          Bag<Long> numbers = p.read(Numbers.of(SPLITS, 100)).map(n -> fail(n, 150));
          if (takes) {
            numbers.take(200);
          } else {
            numbers.sort(Orders.longs()).write(TextSink.to(args.output()));
          }
        };
    assertThatThrownBy(() -> flow.run(job))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("bad 150")
        .hasMessageContaining("attempt 1 of 1");
  }

  @Test
  void reduceTasksThatFailLeaveNoFile() throws IOException {
    Flow flow = flow(Map.of("mapreduce.reduce.failures.maxpercent", "25"));
    flow.run(counts(-1, 2));
    assertThat(flow.lines()).containsExactlyInAnyOrder("0\t100", "1\t100", "3\t100");
    assertThat(folder.resolve("out/part-r-00002")).doesNotExist();
    assertThat(folder.resolve("out/_SUCCESS")).exists();
  }

  /** Looks whether two map functions ever run at the same time. */
  private static long alone(long n) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    for (int i = 0; i < 100; i++) {
      Thread.onSpinWait();
    }
    running.decrementAndGet();
    return n;
  }

  @Test
  void noMoreTasksRunAtATimeThanMay() {
    flow(Map.of("mapreduce.job.running.map.limit", "1", "mapreduce.job.running.reduce.limit", "1"))
        .run(
            (p, args) ->
                p.read(Numbers.of(SPLITS, 2000))
                    .map(TaskLimitsTest::alone)
                    .keyBy(n -> n % 4)
                    .groupByKey()
                    .aggregate(Aggregators.count())
                    .map(pair -> String.valueOf(alone(pair.second())))
                    .write(TextSink.to(args.output())));
    assertThat(most).hasValue(1);
  }

  @Test
  void splitsHaveTheSizesThatAreAskedFor() throws IOException {
    Path input = Files.writeString(folder.resolve("lines"), "0123456789\n".repeat(100));
    Flow.Definition copy =
        (p, args) ->
            p.read(TextLines.of(List.of(input.toString()))).write(TextSink.to(args.output()));
    String max = "mapreduce.input.fileinputformat.split.maxsize";
    String min = "mapreduce.input.fileinputformat.split.minsize";
    assertThat(flow(Map.of(max, "275")).run(copy).get(Measure.TASKS)).isEqualTo(4);
    assertThat(flow(Map.of(max, "275", min, "0")).run(copy).get(Measure.TASKS)).isEqualTo(4);
    assertThat(flow(Map.of(max, "275", min, "550")).run(copy).get(Measure.TASKS)).isEqualTo(2);
    assertThat(flow(Map.of(max, "275", min, "550")).run(copy).get(Measure.INPUT_RECORDS))
        .isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mapreduce.map.failures.maxpercent=101",
        "mapreduce.reduce.failures.maxpercent=-1",
        "mapreduce.job.running.map.limit=-1",
        "mapreduce.job.speculative.speculative-cap-total-tasks=2",
        "mapreduce.job.speculative.minimum-allowed-tasks=0.5",
        "mapreduce.input.fileinputformat.split.minsize=-1",
        "mapreduce.input.fileinputformat.split.maxsize=0",
        "mapreduce.task.spill.files.count.limit=-2",
        "mapreduce.task.index.cache.limit.bytes=-1",
        "mapreduce.reduce.merge.memtomem.enabled=yes",
        "mapreduce.reduce.merge.memtomem.threshold=1"
      })
  void impossibleValuesAreRefused(String typed) {
    String name = typed.substring(0, typed.indexOf('='));
    String value = typed.substring(typed.indexOf('=') + 1);
    assertThatThrownBy(() -> flow(Map.of(name, value)).run(counts(-1, -1)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(name + " is '" + value + "', it must be");
  }
}
