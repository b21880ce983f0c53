package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.explain.history.HistoryEvent;
import dev.tandem.mapreduce.explain.history.JobHistory;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reduce tasks that begin to copy while map tasks still run. The last map task waits until the
 * first reduce task has begun, or the other way round.
 */
@Timeout(300)
class SlowStartTest {
  private static final String SLOW_START = "mapreduce.job.reduce.slowstart.completedmaps";
  private static final int SPLITS = 4;

  @TempDir Path folder;
  private static CountDownLatch reducing;
  private static AtomicInteger calls;

  @BeforeEach
  void begin() {
    reducing = new CountDownLatch(1);
    calls = new AtomicInteger();
  }

  /** Tells when the first reduce task begins. */
  private static final class Hearing implements RunListener {
    @Override
    public void unitStarted(String unit, int tasks) {
      if (unit.contains(" reduce")) {
        reducing.countDown();
      }
    }
  }

  private Flow flow() {
    return new Flow(
        folder,
        options ->
            options
                .withPartitions(3)
                .withConf("defaults", "hadoop")
                .withListener(new Hearing())
                .withConf("history", folder.resolve("history").toString()));
  }

  private static void sums(Pipeline p, JobArgs args, boolean fails) {
    p.read(Numbers.of(SPLITS, 100))
        .mapToPair(
            Long.class,
            Long.class,
            (n, out) -> {
              if (n == SPLITS * 100 - 1) {
                assertThat(reducing.await(2, TimeUnit.MINUTES)).isTrue();
                if (fails && calls.getAndIncrement() == 0) {
                  throw new IllegalStateException("the last map task fails once");
                }
              }
              out.emit(n % 10, n);
            })
        .groupByKey()
        .flatMapValues(
            Long.class,
            (key, values, out) -> {
              long sum = 0;
              while (values.hasNext()) {
                sum += values.next();
              }
              out.emit(sum);
            })
        .write(TextSink.to(args.output()));
  }

  private static List<String> right() {
    return LongStream.range(0, 10)
        .mapToObj(
            key -> key + "\t" + LongStream.range(0, SPLITS * 100).filter(n -> n % 10 == key).sum())
        .toList();
  }

  private static UnitReport unit(RunReport report, String phase) {
    return report.units().stream()
        .filter(unit -> unit.name().startsWith("round 1 " + phase))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void reduceTasksCopyWhileTheLastMapTaskRuns() throws Exception {
    Flow flow = flow();
    RunReport report = flow.run((p, args) -> sums(p, args, false));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(right());
    UnitReport map = unit(report, "map");
    UnitReport reduce = unit(report, "reduce");
    assertThat(reduce.startMillis()).isLessThanOrEqualTo(map.endMillis());
    assertThat(reduce.tasks()).hasSize(3);
    assertThat(report.get(Measure.FETCHED_RECORDS)).isEqualTo(SPLITS * 100);
    List<HistoryEvent> events =
        JobHistory.read(RunOptions.defaults().files(), folder.resolve("history").toString())
            .events();
    assertThat(events.subList(1, events.size())).extracting(HistoryEvent::millis).isSorted();
    assertThat(millis(events, "REDUCE_ATTEMPT_STARTED").getAsLong())
        .isLessThanOrEqualTo(millis(events, "TASK_FINISHED").getAsLong());
  }

  /** When the first reduce attempt began, or the last map task ended. */
  private static OptionalLong millis(List<HistoryEvent> events, String type) {
    LongStream found =
        events.stream()
            .filter(event -> event.type().equals(type))
            .filter(event -> type.startsWith("REDUCE") || event.id().contains("_m_"))
            .mapToLong(HistoryEvent::millis);
    return type.startsWith("REDUCE") ? found.min() : found.max();
  }

  @Test
  void atOneTheyWaitForAllMapTasks() throws Exception {
    reducing.countDown();
    Flow flow = flow().with(options -> options.withConf(SLOW_START, "1"));
    RunReport report = flow.run((p, args) -> sums(p, args, false));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(right());
    assertThat(unit(report, "reduce").startMillis())
        .isGreaterThanOrEqualTo(unit(report, "map").endMillis());
  }

  @Test
  void aMapTaskThatFailsGetsItsSlotBack() throws Exception {
    Flow flow = flow();
    RunReport report = flow.run((p, args) -> sums(p, args, true));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(right());
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    assertThat(report.get(Measure.RECOMPUTED_TASKS)).isZero();
    assertThat(flow.scratch()).isEmpty();
  }

  @Test
  void aRunThatFailsStopsThoseThatWait() {
    Flow flow = flow().with(options -> options.withAttempts(1));
    assertThatThrownBy(() -> flow.run((p, args) -> sums(p, args, true)))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("the last map task fails once");
    assertThat(flow.scratch()).isEmpty();
  }

  @Test
  void aNodeThatIsLostWhileTheyWaitCostsNoAttempt() throws Exception {
    String plan =
        flow().write("faults", "shuffle.fetch \"round 1 reduce*\" * 0 1 lose-node\n").toString();
    Flow flow = flow().with(options -> options.withNodes(4, 1).withConf("faults", plan));
    // Every reduce task loses the node on which it begins; one node is left.
    RunReport report = flow.run((p, args) -> sums(p, args, false));
    assertThat(flow.lines()).containsExactlyInAnyOrderElementsOf(right());
    assertThat(report.get(Measure.FAILED_ATTEMPTS)).isZero();
  }
}
