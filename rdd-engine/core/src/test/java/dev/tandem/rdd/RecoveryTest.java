package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost is computed again, and nothing else. */
class RecoveryTest {
  @TempDir Path folder;

  private static KeyedBag<Long, List<Long>> lists(Pipeline p, Numbers numbers) {
    return p.read(numbers)
        .keyBy(n -> n % 10)
        .groupByKey()
        .aggregate(Aggregators.toList(Codecs.LONG));
  }

  private static Map<Long, List<Long>> sorted(List<Pair<Long, List<Long>>> lists) {
    Map<Long, List<Long>> sorted = new TreeMap<>();
    lists.forEach(pair -> sorted.put(pair.first(), pair.second().stream().sorted().toList()));
    return sorted;
  }

  private Runs twoNodes() {
    return new Runs(folder, options -> options.withNodes(2, 1));
  }

  private Runs withFaults(String... faults) throws IOException {
    Path plan = Files.write(folder.resolve("faults"), List.of(faults));
    return new Runs(folder, options -> options.withNodes(2, 1).withConf("faults", plan.toString()));
  }

  private static void lose(Runs runs, int node) {
    Node lost = runs.session.runtime().cluster().nodes().get(node);
    runs.session.runtime().cluster().lose(lost);
  }

  @Test
  void aLostNodeCostsItsMapOutputsOnly() {
    Numbers numbers = Numbers.of(8, 100);
    try (Runs runs = twoNodes()) {
      KeyedBag<Long, List<Long>> lists = lists(runs.pipeline, numbers);
      Map<Long, List<Long>> first = sorted(lists.collect());
      long onNode0 =
          runs.report().units().get(0).tasks().stream().filter(task -> task.node() == 0).count();
      lose(runs, 0);
      assertThat(sorted(lists.collect())).isEqualTo(first);
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isEqualTo(onNode0);
      assertThat(numbers.opened().count()).isEqualTo(8 + onNode0);
      assertThat(runs.get(Measure.FETCHED_RECORDS))
          .isEqualTo(runs.get(Measure.SHUFFLE_RECORDS))
          .isEqualTo(80);
    }
  }

  @Test
  void aLostNodeCostsItsKeptPartitionsOnly() {
    Numbers numbers = Numbers.of(8, 100);
    try (Runs runs = twoNodes()) {
      var kept = runs.pipeline.read(numbers).map(n -> n + 1).reuse();
      List<Long> first = kept.collect();
      long onNode0 =
          runs.report().units().get(0).tasks().stream().filter(task -> task.node() == 0).count();
      lose(runs, 0);
      assertThat(kept.collect()).isEqualTo(first);
      assertThat(numbers.opened().count()).isEqualTo(8 + onNode0);
      assertThat(runs.get(Measure.CACHE_HITS)).isEqualTo(8 - onNode0);
    }
  }

  @Test
  void aNodeThatIsLostWhileItsOutputIsReadIsNoFailureOfTheReader() throws IOException {
    try (Runs runs = withFaults("task.start \"stage 2*\" 1 0 1 lose-node")) {
      assertThat(sorted(lists(runs.pipeline, Numbers.of(8, 100)).collect())).hasSize(10);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(runs.get(Measure.TASKS)).isEqualTo(11);
      assertThat(runs.report().warnings()).anyMatch(warning -> warning.contains("was lost"));
    }
  }

  @Test
  void aNodeThatIsLostDuringTheMapStageLosesWhatItHadPublished() throws IOException {
    Numbers numbers = Numbers.of(8, 100);
    try (Runs runs = withFaults("task.commit \"stage 1*\" 7 0 1 lose-node")) {
      Map<Long, List<Long>> lists = sorted(lists(runs.pipeline, numbers).collect());
      assertThat(lists).hasSize(10).allSatisfy((key, list) -> assertThat(list).hasSize(80));
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isBetween(0L, 7L);
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(80);
    }
  }

  @Test
  void aReduceAttemptThatDiesHalfWayAndASecondActionCountNothingTwice() {
    Watch calls = Watch.fresh();
    try (Runs runs = new Runs(folder, options -> options.withPartitions(1))) {
      KeyedBag<Long, List<Long>> lists = lists(runs.pipeline, Numbers.of(4, 100));
      var dying =
          lists.mapValues(
              list -> {
                if (calls.tick() == 5) {
                  throw new IllegalStateException("half-way");
                }
                return list;
              });
      List<?> first = dying.collect();
      assertThat(first).hasSize(10);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      Map<Long, List<Long>> second = sorted(lists.collect());
      assertThat(second).hasSize(10).allSatisfy((key, list) -> assertThat(list).hasSize(40));
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(40);
      assertThat(runs.get(Measure.GROUPS)).isEqualTo(10);
    }
  }

  @Test
  void aDamagedShuffleFileCostsOneMapTask() throws IOException {
    Numbers numbers = Numbers.of(8, 100);
    try (Runs runs = new Runs(folder, options -> options.withConf("shuffle", "files"))) {
      KeyedBag<Long, List<Long>> lists = lists(runs.pipeline, numbers);
      Map<Long, List<Long>> first = sorted(lists.collect());
      damageOne(folder);
      assertThat(sorted(lists.collect())).isEqualTo(first);
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
      assertThat(numbers.opened().count()).isEqualTo(9);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(runs.get(Measure.SHUFFLE_HEAP_BYTES)).isZero();
      assertThat(runs.get(Measure.SHUFFLE_BYTES)).isPositive();
    }
  }

  @Test
  void aDamagedRunOfASortCostsOneMapTaskAlthoughItShowsInTheMerge() throws IOException {
    Numbers numbers = Numbers.of(8, 100);
    try (Runs runs =
        new Runs(folder, options -> options.withPartitions(1).withConf("shuffle", "files"))) {
      Bag<Long> sorted = runs.pipeline.read(numbers).sort(Orders.reverse(Orders.longs()));
      List<Long> first = sorted.collect();
      assertThat(first).hasSize(800).isSortedAccordingTo(Comparator.reverseOrder());
      damageOne(folder);
      assertThat(sorted.collect()).isEqualTo(first);
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
      assertThat(numbers.opened().count()).isEqualTo(9);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(800);
    }
  }

  @Test
  void aLostRunOfASortCostsOneMapTask() throws IOException {
    Numbers numbers = Numbers.of(8, 100);
    try (Runs runs =
        new Runs(folder, options -> options.withPartitions(1).withConf("shuffle", "files"))) {
      Bag<Long> sorted = runs.pipeline.read(numbers).sort(Orders.longs());
      List<Long> first = sorted.collect();
      Files.delete(shuffleFile(folder));
      assertThat(sorted.collect()).isEqualTo(first);
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    }
  }

  /** Flips a bit in the middle of the first shuffle file. */
  private static void damageOne(Path folder) throws IOException {
    Path file = shuffleFile(folder);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  private static Path shuffleFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("shuffle"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void anOutputThatIsLostAgainAndAgainEndsTheRun() throws IOException {
    try (Runs runs = withFaults("shuffle.fetch * 0 * 1 io-error")) {
      assertThatThrownBy(() -> lists(runs.pipeline, Numbers.of(2, 100)).collect())
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("stage 1: aggregate, task 0 is lost");
    }
  }

  @Test
  void aFullDiskWhileSpillingIsTriedAgain() throws IOException {
    Path plan =
        Files.write(folder.resolve("faults"), List.of("reduce.spill.write * * 0 1 io-error"));
    try (Runs runs =
        new Runs(
            folder, options -> options.withMemory(1 << 20).withConf("faults", plan.toString()))) {
      var groups =
          runs.pipeline
              .read(Numbers.of(4, 10_000))
              .mapToPair(String.class, Long.class, (n, out) -> out.emit("key " + n % 9000, n))
              .groupByKey()
              .flatMapValues(Long.class, (key, values, out) -> values.forEachRemaining(out::emit));
      assertThat(groups.count()).isEqualTo(40_000);
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isEqualTo(3);
    }
  }

  @Test
  void aRunThatIsOverHoldsNoMemory() {
    try (Runs runs = twoNodes()) {
      lists(runs.pipeline, Numbers.of(8, 100)).collect();
      lose(runs, 0);
      runs.session.runtime().shuffles().lose(runs.session.runtime().cluster().nodes().get(1));
      assertThat(runs.session.runtime().store().memory().used()).isZero();
    }
  }
}
