package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransformationsTest extends ApiTest {
  @Test
  void thereMayBeManyMorePartitionsThanRecords() {
    Rdd<Integer> few = sc.parallelize(upTo(10), 2001);
    assertThat(few.getNumPartitions()).isEqualTo(2001);
    assertThat(few.collect()).isEqualTo(upTo(10));
  }

  @Test
  void aShuffleInFilesHasAFileForEachMapTask() throws IOException {
    try (RddContext files =
        Contexts.open(folder, options -> options.withConf("shuffle", "files"))) {
      files
          .parallelize(upTo(1000), 100)
          .mapToPair(x -> new Pair<>(x, x))
          .reduceByKey(Integer::sum, 10_000)
          .first();
      try (Stream<Path> all = Files.walk(folder.resolve("scratch"))) {
        assertThat(
                all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("shuffle")))
            .hasSize(100);
      }
    }
  }

  @Test
  void tenThousandStepsOverRecordsAreNoTrouble() {
    Rdd<Integer> steps = sc.parallelize(upTo(4), 2);
    for (int i = 0; i < 10_000; i++) {
      steps = steps.map(x -> x + 1);
    }
    assertThat(steps.collect()).containsExactly(10_000, 10_001, 10_002, 10_003);
    assertThat(steps.toDebugString().lines()).hasSize(10_001);
  }

  @Test
  void slicesAreCutWithLongArithmetic() {
    assertThat(sc.parallelize(upTo(10), 4).glom().collect())
        .containsExactly(List.of(0, 1), List.of(2, 3, 4), List.of(5, 6), List.of(7, 8, 9));
    assertThat(sc.range(10, 0, -3, 3).glom().collect())
        .containsExactly(List.of(10L), List.of(7L), List.of(4L, 1L));
    assertThat(sc.range(0, 0).collect()).isEmpty();
    assertThat(
            sc.range(0, 5_000_000_000L, 1, 5)
                .mapPartitions(numbers -> List.of(numbers.next()).iterator())
                .collect())
        .as("the firsts of slices of more numbers than an int can count")
        .containsExactly(0L, 1_000_000_000L, 2_000_000_000L, 3_000_000_000L, 4_000_000_000L);
  }

  @Test
  void indexesNeedAJobAndUniqueIdsDoNot() {
    Rdd<String> rdd = sc.parallelize(List.of("a", "b", "c", "d", "e"), 3);
    assertThat(rdd.zipWithUniqueId().values().collect()).containsExactly(0L, 1L, 4L, 2L, 5L);
    assertThat(tasks()).containsExactly(3);
    PairRdd<String, Long> indexed = rdd.zipWithIndex();
    assertThat(tasks()).containsExactly(3, 2);
    assertThat(indexed.collect()).last().isEqualTo(new Pair<>("e", 4L));
    sc.parallelize(upTo(3), 1).zipWithIndex();
    assertThat(tasks()).containsExactly(3, 2, 3);
  }

  @Test
  void zipsWantTheSameNumbers() {
    Rdd<Integer> four = sc.parallelize(upTo(4), 2);
    assertThat(four.zip(four.map(x -> x * x)).collect()).last().isEqualTo(new Pair<>(3, 9));
    assertThatThrownBy(() -> four.zip(sc.parallelize(upTo(4), 1)).collect())
        .hasMessageContaining("unequal numbers of partitions: List(2, 1)");
    assertThatThrownBy(() -> four.zip(sc.parallelize(upTo(5), 2)).collect())
        .hasMessageContaining("same number of elements in each partition");
    assertThat(
            four.zipPartitions(
                    four, (left, right) -> List.of(left.next() + right.next()).iterator())
                .collect())
        .containsExactly(0, 4);
  }

  @Test
  void cartesianHasAllPairsInAllPairsOfPartitions() {
    PairRdd<Integer, String> all =
        sc.parallelize(upTo(3), 3).cartesian(sc.parallelize(List.of("a", "b"), 2));
    assertThat(all.getNumPartitions()).isEqualTo(6);
    assertThat(all.collect()).hasSize(6).doesNotHaveDuplicates();
    assertThat(all.collectPartitions(new int[] {3})).containsExactly(List.of(new Pair<>(1, "b")));
  }

  @Test
  void cartesianReadsAShuffleAgainAndAgain() {
    PairRdd<Integer, Integer> sums =
        sc.parallelize(upTo(100), 3).mapToPair(x -> new Pair<>(x % 5, x)).reduceByKey(Integer::sum);
    assertThat(sums.cartesian(sums).count()).isEqualTo(25);
  }

  @Test
  void coalesceIsNarrowAndRepartitionDealsRound() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 5);
    assertThat(rdd.coalesce(2).glom().collect())
        .containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7, 8, 9));
    assertThat(tasks()).containsExactly(2);
    assertThat(rdd.coalesce(9).getNumPartitions()).isEqualTo(5);
    List<List<Integer>> dealt = sc.parallelize(upTo(100), 1).repartition(4).glom().collect();
    assertThat(dealt).allMatch(part -> part.size() == 25);
    assertThat(sc.parallelize(upTo(100), 1).repartition(4).glom().collect()).isEqualTo(dealt);
    assertThat(tasks()).containsExactly(2, 1, 4, 1, 4);
    assertThatThrownBy(() -> rdd.coalesce(0)).hasMessageContaining("must be positive");
  }

  @Test
  void pairsStayPairs() {
    PairRdd<Integer, Integer> pairs =
        sc.parallelize(upTo(20), 4).mapToPair(x -> new Pair<>(x % 2, x)).repartition(3);
    assertThat(pairs.getNumPartitions()).isEqualTo(3);
    assertThat(pairs.filter(pair -> pair.first() == 1).values().collect()).hasSize(10);
    assertThat(pairs.union(pairs).distinct().count()).isEqualTo(20);
  }

  @Test
  void setsOfRecords() {
    Rdd<Integer> left = sc.parallelize(List.of(1, 2, 2, 3), 2);
    Rdd<Integer> right = sc.parallelize(List.of(3, 3, 4), 3);
    assertThat(left.distinct().collect()).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(left.intersection(right).collect()).containsExactly(3);
    assertThat(left.intersection(right).getNumPartitions()).isEqualTo(3);
    assertThat(left.subtract(right).collect()).containsExactlyInAnyOrder(1, 2, 2);
    assertThat(left.subtract(right).getNumPartitions()).isEqualTo(2);
    assertThat(left.union(right).collect()).containsExactly(1, 2, 2, 3, 3, 3, 4);
    assertThat(left.union(right).getNumPartitions()).isEqualTo(5);
    assertThat(sc.union(left, right, left).count()).isEqualTo(11);
  }

  @Test
  void unionOfWhatIsPlacedAlikeKeepsThePlaces() {
    PairRdd<Integer, Integer> sums =
        sc.parallelize(upTo(10), 2).mapToPair(x -> new Pair<>(x, x)).reduceByKey(Integer::sum);
    PairRdd<Integer, Integer> both = sums.union(sums.filter(pair -> pair.first() > 4));
    assertThat(both.getNumPartitions()).isEqualTo(2);
    assertThat(both.partitioner()).contains(new HashPartitioner(2));
    assertThat(both.count()).isEqualTo(15);
    assertThat(both.distinct().count()).isEqualTo(10);
    assertThat(tasks()).containsExactly(2, 2, 2);
  }

  @Test
  void samplesAreTheSameForTheSameSeed() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10_000), 4);
    assertThat(rdd.sample(false, 0.3, 5).collect()).isEqualTo(rdd.sample(false, 0.3, 5).collect());
    assertThat(rdd.sample(false, 0.3, 5).count()).isBetween(2800L, 3200L);
    assertThat(rdd.sample(false, 0.7, 5).count()).isBetween(6800L, 7200L);
    assertThat(rdd.sample(true, 2.5, 5).count()).isBetween(24_000L, 26_000L);
    Rdd<Integer> drawn = rdd.sample(false, 0.5);
    assertThat(drawn.collect()).isEqualTo(drawn.collect());
    List<Rdd<Integer>> splits = rdd.randomSplit(new double[] {1, 3}, 9);
    assertThat(splits.get(0).union(splits.get(1)).distinct().count()).isEqualTo(10_000);
    assertThat(splits.get(0).count()).isBetween(2300L, 2700L);
    assertThatThrownBy(() -> rdd.sample(false, 1.5, 1)).hasMessageContaining("[0, 1]");
  }

  @Test
  void sortByIsTotal() {
    List<Integer> numbers = new Random(3).ints(500, 0, 1000).boxed().toList();
    Rdd<Integer> sorted = sc.parallelize(numbers, 4).sortBy(x -> x, false, 3);
    assertThat(sorted.getNumPartitions()).isEqualTo(3);
    assertThat(sorted.collect()).isSortedAccordingTo((a, b) -> b - a).hasSize(500);
  }

  @Test
  void partitionsOfKeysSurviveWhatKeepsTheKeys() {
    PairRdd<Integer, Integer> placed =
        sc.parallelize(upTo(10), 2).mapToPair(x -> new Pair<>(x, x)).reduceByKey(Integer::sum);
    assertThat(placed.filter(pair -> true).partitioner()).isPresent();
    assertThat(placed.sample(false, 0.5, 1).partitioner()).isPresent();
    assertThat(
            placed
                .mapPartitionsToPair(pairs -> pairs, true)
                .reduceByKey(Integer::sum)
                .partitioner())
        .isPresent();
    assertThat(placed.mapToPair(pair -> pair).partitioner()).isEmpty();
    assertThat(placed.groupBy(pair -> pair.second() % 3).count()).isEqualTo(3);
  }

  @Test
  void recordsGoThroughAProcess() {
    Rdd<Integer> rdd = sc.parallelize(upTo(1000), 2);
    assertThat(rdd.pipe("cat").collect())
        .isEqualTo(IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    assertThat(rdd.pipe(List.of("sh", "-c", "echo $WORD"), Map.of("WORD", "hi")).collect())
        .containsExactly("hi", "hi");
    assertThat(sc.parallelizePairs(List.of(new Pair<>("a", 1)), 1).pipe("cat").collect())
        .containsExactly("(a,1)");
    assertThatThrownBy(
            () -> rdd.pipe(List.of("sh", "-c", "cat >/dev/null; echo bad >&2; exit 3")).count())
        .hasMessageContaining("Subprocess exited with status 3")
        .hasMessageContaining("bad");
  }
}
