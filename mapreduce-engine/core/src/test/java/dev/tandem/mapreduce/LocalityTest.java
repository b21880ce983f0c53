package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Map tasks run where what they read was written, if that node has a slot. */
class LocalityTest {
  private static final int NODES = 3;
  private static CyclicBarrier together;

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    together = new CyclicBarrier(NODES);
  }

  private Flow flow() {
    return new Flow(folder, options -> options.withNodes(NODES, 1).withPartitions(NODES));
  }

  /** Runs with a fault in the second round, in which no task waits for another one. */
  private RunReport run(String fault) throws IOException {
    String faults = flow().write("faults", fault).toString();
    return flow()
        .with(
            options ->
                options
                    .withNodes(NODES + 1, 1) // one of four may be banned, one of three may not
                    .withConf("faults", faults)
                    .withConf("mapreduce.job.maxtaskfailures.per.tracker", "1"))
        .run((p, args) -> twoRounds(p, args, false));
  }

  /** Each partition of the first round has one key, and each slice of the second one record. */
  private static void twoRounds(Pipeline p, JobArgs args, boolean waiting) {
    Bag<Long> keys =
        p.read(Numbers.of(1, 300))
            .keyBy(n -> n % NODES)
            .groupByKey()
            .aggregate(Aggregators.count())
            .map(pair -> meet(pair.first(), waiting))
            .reuse();
    keys.map(n -> meet(n, waiting))
        .keyBy(n -> "all")
        .groupByKey()
        .aggregate(Aggregators.count())
        .map(pair -> pair.first() + pair.second())
        .write(TextSink.to(args.output()));
  }

  /** Lets each node have one task only: none ends before all have begun. */
  private static long meet(long n, boolean waiting)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    if (waiting) {
      together.await(5, TimeUnit.MINUTES);
    }
    return n;
  }

  private static long counter(RunReport report, int round, String name) {
    return report.nativeCounters().entrySet().stream()
        .filter(one -> one.getKey().startsWith("round " + round))
        .mapToLong(
            one ->
                one.getValue().get("org.apache.hadoop.mapreduce.JobCounter").getOrDefault(name, 0L))
        .sum();
  }

  private static List<TaskReport> tasks(RunReport report, String unit) {
    return report.units().stream()
        .filter(one -> one.name().startsWith(unit))
        .map(UnitReport::tasks)
        .flatMap(List::stream)
        .toList();
  }

  /** Attempts of the second round that ran on the node that had written what they read. */
  private static long atHome(RunReport report) {
    Map<Integer, Integer> homes = new HashMap<>();
    for (TaskReport task : tasks(report, "round 1 reduce")) {
      if (task.succeeded()) {
        homes.put(task.task(), task.node());
      }
    }
    return tasks(report, "round 2 map").stream()
        .filter(task -> homes.get(task.task()) == task.node())
        .count();
  }

  @Test
  void eachNodeReadsWhatItWrote() {
    RunReport report = flow().run((p, args) -> twoRounds(p, args, true));
    assertThat(counter(report, 1, "OTHER_LOCAL_MAPS")).isEqualTo(1);
    assertThat(counter(report, 2, "OTHER_LOCAL_MAPS")).isZero();
    assertThat(tasks(report, "round 2 map")).hasSize(NODES);
    assertThat(counter(report, 2, "DATA_LOCAL_MAPS")).isEqualTo(atHome(report)).isEqualTo(NODES);
    assertThat(counter(report, 2, "RACK_LOCAL_MAPS")).isZero();
  }

  /** What was written is in no node's own folder: it can be read after the node has gone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.start \"round 2 map*\" 0 0 1 lose-node",
        "map.record \"round 2 map*\" 0 0 1 throw"
      })
  void whereTheNodeIsLostOrBannedAnotherOneReads(String fault) throws IOException {
    RunReport report = run(fault + "\n");
    assertThat(flow().lines()).containsExactly("all" + NODES);
    List<TaskReport> first =
        tasks(report, "round 2 map").stream().filter(task -> task.task() == 0).toList();
    assertThat(first).extracting(TaskReport::succeeded).containsExactly(false, true);
    assertThat(first).extracting(TaskReport::node).doesNotHaveDuplicates();
    String gone = fault.endsWith("lose-node") ? "was lost" : "gets no more tasks";
    assertThat(report.warnings()).filteredOn(line -> line.contains(gone)).hasSize(1);
    long local = counter(report, 2, "DATA_LOCAL_MAPS");
    assertThat(local).isEqualTo(atHome(report));
    assertThat(counter(report, 2, "RACK_LOCAL_MAPS"))
        .isPositive()
        .isEqualTo(tasks(report, "round 2 map").size() - local);
  }
}
