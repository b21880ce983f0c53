package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Node;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pair;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, found again, evicted and skipped. */
class ReuseTest {
  @TempDir Path folder;

  @Test
  void aReusedBagIsReadOnceAndThenFoundInMemory() {
    Numbers numbers = Numbers.of(4, 100);
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      Bag<Long> kept = runs.pipeline.read(numbers).map(n -> n + 1).reuse();
      assertThat(kept.count()).isEqualTo(400);
      assertThat(kept.collect()).hasSize(400).startsWith(1L, 2L, 3L);
      assertThat(numbers.opened().count()).isEqualTo(4);
      assertThat(runs.get(Measure.CACHED_PARTITIONS)).isEqualTo(4);
      assertThat(runs.get(Measure.CACHED_BYTES)).isPositive();
      assertThat(runs.get(Measure.CACHE_HITS)).isEqualTo(4);
      assertThat(runs.get(Measure.INPUT_RECORDS)).isEqualTo(400);
    }
  }

  @Test
  void whatAFailedAttemptKeptIsNotFoundByItsRetry() throws Exception {
    Path faults =
        Files.writeString(
            folder.resolve("faults.txt"), "task.commit  \"stage 2*\"  0  0  1  throw\n");
    try (Runs runs = new Runs(folder, options -> options.withConf("faults", faults.toString()))) {
      KeyedBag<Long, Long> counts = keptCounts(runs);
      assertThat(counts.collect()).hasSize(10); // would fail if the ledger did not balance
      assertThat(runs.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      assertThat(runs.get(Measure.CACHED_PARTITIONS)).isEqualTo(3);
      assertThat(runs.get(Measure.CACHE_HITS)).isZero();
    }
  }

  @Test
  void aReleasedBagIsComputedAgain() {
    Numbers numbers = Numbers.of(4, 100);
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      Bag<Long> kept = runs.pipeline.read(numbers).map(n -> n + 1).reuse();
      kept.count();
      kept.release();
      assertThat(runs.session.runtime().store().memory().used()).isZero();
      kept.count();
      assertThat(numbers.opened().count()).isEqualTo(8);
      assertThat(runs.get(Measure.CACHE_HITS)).isZero();
    }
  }

  @Test
  void whatWasNotUsedForTheLongestTimeIsEvicted() {
    Numbers numbers = Numbers.of(8, 1000);
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20))) {
      Bag<String> first =
          runs.pipeline.read(numbers).map(n -> "a first text of some length " + n).reuse();
      Bag<String> second =
          runs.pipeline.read(numbers).map(n -> "a second text of some length " + n).reuse();
      first.count();
      second.count();
      assertThat(runs.get(Measure.EVICTED_PARTITIONS)).isPositive();
      long before = numbers.opened().count();
      assertThat(second.collect()).hasSize(8000).startsWith("a second text of some length 0");
      long recomputed = numbers.opened().count() - before;
      assertThat(recomputed).as("only what was evicted or did not fit").isLessThan(8);
      assertThat(runs.get(Measure.CACHE_HITS)).isEqualTo(8 - recomputed);
    }
  }

  @Test
  void aSecondActionSkipsTheStageWhoseShuffleIsThere() {
    Numbers numbers = Numbers.of(4, 100);
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      KeyedBag<Long, Long> counts =
          runs.pipeline
              .read(numbers)
              .keyBy(n -> n % 10)
              .groupByKey()
              .aggregate(Aggregators.count());
      List<Pair<Long, Long>> first = counts.collect();
      assertThat(counts.collect()).hasSameElementsAs(first);
      assertThat(runs.stages()).containsExactly("aggregate 4", "collect 3", "collect 3");
      assertThat(numbers.opened().count()).isEqualTo(4);
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(runs.get(Measure.SHUFFLE_RECORDS));
      assertThat(runs.get(Measure.UNITS)).isEqualTo(3);
      assertThat(runs.get(Measure.TASKS)).isEqualTo(10);
    }
  }

  @SuppressWarnings("unchecked")
  @Test
  void aBagThatIsInMemoryAsAWholeNeedsNoShuffle() {
    try (Runs runs = new Runs(folder, options -> options.withNodes(2, 1))) {
      KeyedBag<Long, Long> counts = keptCounts(runs);
      counts.count();
      // the shuffle is lost, but nobody asks for it
      int lost = 0;
      for (Node node : runs.session.runtime().cluster().nodes()) {
        lost += runs.session.runtime().shuffles().lose(node);
      }
      assertThat(lost).isEqualTo(4);
      assertThat(counts.count()).isEqualTo(10);
      assertThat(runs.stages()).containsExactly("aggregate 4", "count 3", "count 3");
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isZero();
    }
  }

  @Test
  void anOperationThatIsNotReusedIsComputedByEachConsumer() {
    Numbers numbers = Numbers.of(2, 10);
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      Bag<Long> bag = runs.pipeline.read(numbers);
      assertThat(bag.map(n -> n).union(bag.map(n -> -n)).collect()).hasSize(40);
      assertThat(numbers.opened().count()).isEqualTo(4);
    }
  }

  @Test
  void aShuffleThatBothSidesOfAUnionReadIsFetchedOnceInTheBooks() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      KeyedBag<Long, Long> counts =
          runs.pipeline
              .read(Numbers.of(4, 100))
              .keyBy(n -> n % 10)
              .groupByKey()
              .aggregate(Aggregators.count());
      assertThat(counts.union(counts).collect()).hasSize(20);
      assertThat(runs.get(Measure.SHUFFLE_RECORDS)).isEqualTo(40);
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(40);
      assertThat(runs.get(Measure.GROUPS)).isEqualTo(10);
    }
  }

  @Test
  void shufflesThatNobodyWaitsForMakeRoomAndAreComputedAgainIfNeeded() {
    Numbers numbers = Numbers.of(4, 2000);
    try (Runs runs = new Runs(folder, options -> options.withMemory(4 << 20))) {
      KeyedBag<String, Long> first =
          texts(runs, numbers, "first").groupByKey().aggregate(Aggregators.sumLong());
      KeyedBag<String, Long> second =
          texts(runs, numbers, "second").groupByKey().aggregate(Aggregators.sumLong());
      assertThat(first.count()).isEqualTo(8000);
      assertThat(second.count()).isEqualTo(8000);
      assertThat(runs.session.runtime().store().memory().used()).isLessThan((4 << 20) / 4);
      assertThat(first.values().collect()).hasSize(8000);
      assertThat(runs.get(Measure.RECOMPUTED_TASKS)).isEqualTo(4);
      assertThat(runs.get(Measure.FETCHED_RECORDS))
          .isEqualTo(runs.get(Measure.SHUFFLE_RECORDS))
          .isEqualTo(16_000);
    }
  }

  private static KeyedBag<String, Long> texts(Runs runs, Numbers numbers, String prefix) {
    return runs.pipeline
        .read(numbers)
        .mapToPair(
            String.class,
            Long.class,
            (n, out) -> out.emit(prefix + " text of some length " + n, n));
  }

  @Test
  void samplesAreNoInput() {
    try (Runs runs = new Runs(folder, options -> options)) {
      runs.pipeline.read(Numbers.of(4, 100)).sort(Orders.longs()).collect();
      assertThat(runs.get(Measure.INPUT_RECORDS)).isEqualTo(400);
    }
    try (Runs runs = new Runs(folder, options -> options)) {
      runs.pipeline
          .read(Numbers.of(4, 100))
          .named("numbers")
          .reuse()
          .sort(Orders.longs())
          .collect();
      assertThat(runs.get(Measure.INPUT_RECORDS))
          .as("nor do they keep what they read")
          .isEqualTo(400);
      assertThat(runs.get(Measure.CACHED_PARTITIONS)).isEqualTo(4);
    }
  }

  /** How many numbers end with each digit. */
  private static KeyedBag<Long, Long> keptCounts(Runs runs) {
    return runs.pipeline
        .read(Numbers.of(4, 100))
        .keyBy(n -> n % 10)
        .groupByKey()
        .aggregate(Aggregators.count())
        .reuse();
  }
}
