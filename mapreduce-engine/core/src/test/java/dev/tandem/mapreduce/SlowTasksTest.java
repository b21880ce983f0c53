package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.io.Codecs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tasks that do not end and nodes on which they fail, by Hadoop's switches: whoever reads the wrong
 * switch, or none, waits for ever.
 */
@Timeout(300)
class SlowTasksTest {
  private static AtomicInteger calls;
  private static CountDownLatch bad;

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    calls = new AtomicInteger();
  }

  private Flow flow(int nodes, Map<String, String> conf) {
    return new Flow(
        folder,
        options -> {
          var changed = options.withNodes(nodes, 1).withPartitions(4).withConf("sync", "false");
          for (Map.Entry<String, String> one : conf.entrySet()) {
            changed = changed.withConf(one.getKey(), one.getValue());
          }
          return changed;
        });
  }

  /** Does not return from the first call that is to be slow. */
  private static <T> T first(boolean slow, T value) throws InterruptedException {
    if (slow && calls.getAndIncrement() == 0) {
      new CountDownLatch(1).await();
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "reduce"})
  void aSlowTaskHasASecondAttemptWhereItsKindMay(String kind) throws IOException {
    boolean map = kind.equals("map");
    Flow flow = flow(2, Map.of("mapreduce." + kind + ".speculative", "true"));
    RunReport report =
        flow.run(
            (p, args) ->
                p.read(Numbers.of(4, 100))
                    .keyBy(n -> first(map && n == 0, n % 4))
                    .groupByKey()
                    .aggregate(Aggregators.count())
                    .map(pair -> first(!map && pair.first() == 0, pair.toString()))
                    .write(TextSink.to(args.output())));
    assertThat(flow.lines()).hasSize(4);
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
    Map<String, Long> counters =
        report
            .nativeCounters()
            .values()
            .iterator()
            .next()
            .get("org.apache.hadoop.mapreduce.JobCounter");
    assertThat(counters.get(map ? "NUM_KILLED_MAPS" : "NUM_KILLED_REDUCES"))
        .as("that one, and whoever was slower than the others")
        .isBetween(1L, 4L);
    assertThat(counters).doesNotContainKey(map ? "NUM_KILLED_REDUCES" : "NUM_KILLED_MAPS");
  }

  /** A time-out that an attempt without a fault cannot reach. */
  @Test
  void aMapFunctionThatIsStuckOnceIsTriedAgain() throws IOException {
    Flow flow = flow(1, Map.of("mapreduce.task.timeout", "5000", "mapreduce.map.maxattempts", "2"));
    RunReport report =
        flow.run(
            (p, args) ->
                p.of(Codecs.LONG, List.of(7L))
                    .map(n -> first(true, n))
                    .write(TextSink.to(args.output())));
    assertThat(flow.lines()).containsExactly("7");
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
  }

  /** Fails on node 1, where others wait until it has failed as often as it may. */
  private static long failOnNode1(long n) throws InterruptedException {
    if (Thread.currentThread().getName().contains("-node1-")) {
      bad.countDown();
      throw new IllegalStateException("node 1 is bad");
    }
    bad.await();
    return n;
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4"})
  void aNodeOnWhichSoManyAttemptsFailGetsNoMoreTasks(int limit) throws IOException {
    bad = new CountDownLatch(limit);
    Flow flow = flow(4, Map.of("mapreduce.job.maxtaskfailures.per.tracker", String.valueOf(limit)));
    RunReport report =
        flow.run(
            (p, args) ->
                p.read(Numbers.of(12, 10))
                    .map(SlowTasksTest::failOnNode1)
                    .keyBy(n -> n % 4)
                    .groupByKey()
                    .aggregate(Aggregators.count())
                    .write(TextSink.to(args.output())));
    assertThat(flow.lines()).hasSize(4).allMatch(line -> line.endsWith("\t30"));
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(limit);
    assertThat(report.units().stream().flatMap(unit -> unit.tasks().stream()).map(TaskReport::node))
        .filteredOn(node -> node == 1)
        .hasSize(limit);
    assertThat(report.warnings()).filteredOn(line -> line.contains("no more tasks")).hasSize(1);
  }
}
