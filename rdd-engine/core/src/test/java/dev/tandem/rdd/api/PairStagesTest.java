package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Pair;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which stages the keyed verbs run, with how many tasks: what moves and what stays. */
class PairStagesTest {
  @TempDir Path folder;
  private RddContext sc;

  @BeforeEach
  void open() {
    sc = Contexts.open(folder);
  }

  @AfterEach
  void close() {
    sc.close();
  }

  private PairRdd<Integer, Integer> numbers(int n, int keys, int slices) {
    return sc.parallelize(IntStream.range(0, n).boxed().toList(), slices)
        .mapToPair(i -> new Pair<>(i % keys, i));
  }

  private List<String> stages() {
    return Contexts.stages(sc);
  }

  @Test
  void aReduceIsTwoStagesAndItsSecondActionOne() {
    PairRdd<Integer, Integer> sums = numbers(100, 10, 4).reduceByKey(Integer::sum, 3);
    sums.collect();
    assertThat(stages()).containsExactly("reduceByKey 4", "collect 3");
    sums.count();
    assertThat(stages()).containsExactly("reduceByKey 4", "collect 3", "count 3");
  }

  @Test
  void aJoinOfTwoUnplacedSidesIsThreeStages() {
    numbers(100, 10, 4).join(numbers(50, 10, 3), 5).count();
    assertThat(stages()).containsExactly("join 4", "join 3", "count 5");
  }

  @Test
  void aJoinOfSidesThatArePlacedAlikeMovesNothing() {
    Partitioner three = new HashPartitioner(3);
    PairRdd<Integer, Integer> left = numbers(100, 10, 4).partitionBy(three);
    PairRdd<Integer, Integer> right =
        numbers(50, 10, 2).reduceByKey(new HashPartitioner(3), Math::max);
    PairRdd<Integer, Pair<Integer, Integer>> joined = left.join(right);
    assertThat(joined.partitioner()).contains(three);
    joined.count();
    assertThat(stages()).containsExactly("partitionBy 4", "reduceByKey 2", "count 3");
    left.mapValues(i -> -i).cogroup(right.filter(pair -> pair.first() > 5)).count();
    assertThat(stages()).hasSize(4).endsWith("count 3");
  }

  @Test
  void onlyTheSideThatIsPlacedOtherwiseMoves() {
    PairRdd<Integer, Integer> left = numbers(100, 10, 4).partitionBy(new HashPartitioner(3));
    left.join(numbers(50, 10, 2).partitionBy(new HashPartitioner(2)), new HashPartitioner(3))
        .count();
    assertThat(stages()).containsExactly("partitionBy 4", "partitionBy 2", "join 2", "count 3");
  }

  @Test
  void aReduceOfWhatIsPlacedAddsNoStage() {
    PairRdd<Integer, Integer> sums = numbers(100, 10, 4).reduceByKey(Integer::sum, 3);
    PairRdd<Integer, Integer> again = sums.mapValues(i -> i + 1).reduceByKey(Integer::sum);
    assertThat(again.partitioner()).contains(new HashPartitioner(3));
    assertThat(again.aggregateByKey(0, Integer::sum, Integer::sum).count()).isEqualTo(10);
    assertThat(stages()).containsExactly("reduceByKey 4", "count 3");
  }

  @Test
  void partitionByIsItselfForAnEqualPartitioner() {
    PairRdd<Integer, Integer> placed = numbers(20, 5, 2).partitionBy(new HashPartitioner(4));
    assertThat(placed.partitionBy(new HashPartitioner(4))).isSameAs(placed);
    assertThat(placed.partitionBy(new HashPartitioner(5))).isNotSameAs(placed);
  }

  @Test
  void thePartitionerSurvivesWhatKeepsKeysAndIsDroppedByMaps() {
    PairRdd<Integer, Integer> placed = numbers(20, 5, 2).partitionBy(new HashPartitioner(4));
    assertThat(placed.mapValues(i -> i).partitioner()).isPresent();
    assertThat(placed.flatMapValues(i -> List.of(i).iterator()).partitioner()).isPresent();
    assertThat(placed.filter(pair -> true).partitioner()).isPresent();
    assertThat(placed.sample(false, 0.5, 1).partitioner()).isPresent();
    assertThat(placed.sampleByKey(false, fractions(5), 1).partitioner()).isPresent();
    assertThat(placed.mapToPair(pair -> pair).partitioner()).isEmpty();
    assertThat(placed.map(pair -> pair).partitioner()).isEmpty();
    assertThat(placed.keys().partitioner()).isEmpty();
  }

  private static Map<Integer, Double> fractions(int keys) {
    Map<Integer, Double> all = new HashMap<>();
    IntStream.range(0, keys).forEach(key -> all.put(key, 1.0));
    return all;
  }

  @Test
  void aSortSamplesWhenItIsDefined() {
    PairRdd<Integer, Integer> sorted = numbers(1000, 1000, 4).sortByKey(true, 3);
    assertThat(stages()).containsExactly("sortByKey (keys) 4");
    assertThat(sorted.getNumPartitions()).isEqualTo(3);
    sorted.collect();
    assertThat(stages()).containsExactly("sortByKey (keys) 4", "sortByKey 4", "collect 3");
  }

  @Test
  void aSortIntoOnePartitionSamplesNothing() {
    assertThat(numbers(100, 100, 4).sortByKey(false, 1).keys().collect().get(0)).isEqualTo(99);
    assertThat(stages()).containsExactly("sortByKey 4", "collect 1");
  }

  @Test
  void fewDistinctKeysGiveFewerRanges() {
    assertThat(numbers(100, 1, 4).sortByKey(true, 4).getNumPartitions()).isEqualTo(2);
    assertThat(numbers(0, 1, 2).sortByKey(true, 4).getNumPartitions()).isEqualTo(1);
  }

  @Test
  void aPartitionThatIsMuchLargerThanTheOthersIsSampledAgain() {
    PairRdd<Integer, Integer> skewed =
        sc.parallelize(IntStream.range(0, 8).boxed().toList(), 8)
            .flatMap(i -> IntStream.range(0, i == 0 ? 5000 : 10).map(k -> k * 8 + i).iterator())
            .mapToPair(k -> new Pair<>(k, 1));
    PairRdd<Integer, Integer> sorted = skewed.sortByKey(true, 4);
    assertThat(stages())
        .containsExactly("sortByKey (keys) 8", "sortByKey (keys of large partitions) 1");
    List<Integer> sizes =
        sorted
            .mapPartitions(
                records -> {
                  int n = 0;
                  for (; records.hasNext(); records.next()) {
                    n++;
                  }
                  return List.of(n).iterator();
                })
            .collect();
    assertThat(sizes).hasSize(4).allMatch(size -> size > 600 && size < 2200);
  }

  @Test
  void sortingTwiceByEqualRangesMovesNothing() {
    PairRdd<Integer, Integer> rdd = numbers(100, 100, 2);
    Partitioner ranges = new RangePartitioner<>(3, rdd);
    assertThat(new RangePartitioner<>(3, rdd)).isEqualTo(ranges).hasSameHashCodeAs(ranges);
    rdd.partitionBy(ranges)
        .repartitionAndSortWithinPartitions(new RangePartitioner<>(3, rdd))
        .count();
    assertThat(stages()).endsWith("partitionBy 2", "count 3");
  }

  @Test
  void lookupReadsOnePartitionIfItIsKnownWhich() {
    PairRdd<Integer, Integer> unplaced = numbers(20, 5, 4);
    assertThat(unplaced.lookup(3)).containsExactly(3, 8, 13, 18);
    assertThat(unplaced.partitionBy(new HashPartitioner(4)).lookup(3)).hasSize(4);
    assertThat(stages()).containsExactly("lookup 4", "partitionBy 4", "lookup 1");
  }

  @Test
  void reduceByKeyLocallyShufflesNothing() {
    numbers(20, 5, 4).reduceByKeyLocally(Integer::sum);
    numbers(20, 5, 4).countByKey();
    assertThat(stages()).containsExactly("reduceByKeyLocally 4", "reduceByKey 4", "countByKey 4");
  }

  @Test
  void theDefaultPartitionerIsThatOfTheLargestUnlessItIsATenthOfIt() {
    PairRdd<Integer, Integer> hundred = numbers(100, 10, 100);
    PairRdd<Integer, Integer> ten = numbers(100, 10, 4).partitionBy(new HashPartitioner(10));
    PairRdd<Integer, Integer> eleven = numbers(100, 10, 4).partitionBy(new HashPartitioner(11));
    assertThat(Partitioner.defaultPartitioner(hundred)).isEqualTo(new HashPartitioner(100));
    assertThat(Partitioner.defaultPartitioner(hundred, ten)).isEqualTo(new HashPartitioner(100));
    assertThat(Partitioner.defaultPartitioner(hundred, eleven)).isEqualTo(new HashPartitioner(11));
    assertThat(Partitioner.defaultPartitioner(eleven, ten)).isEqualTo(new HashPartitioner(11));
  }

  @Test
  void aNamedParallelismIsWhatIsWanted() {
    sc.close();
    sc = Contexts.open(folder, options -> options.withPartitions(7));
    PairRdd<Integer, Integer> hundred = numbers(100, 10, 100);
    PairRdd<Integer, Integer> five = numbers(100, 10, 4).partitionBy(new HashPartitioner(5));
    PairRdd<Integer, Integer> eight = numbers(100, 10, 4).partitionBy(new HashPartitioner(8));
    assertThat(Partitioner.defaultPartitioner(hundred)).isEqualTo(new HashPartitioner(7));
    assertThat(Partitioner.defaultPartitioner(hundred, five)).isEqualTo(new HashPartitioner(7));
    assertThat(Partitioner.defaultPartitioner(hundred, eight)).isEqualTo(new HashPartitioner(8));
  }
}
