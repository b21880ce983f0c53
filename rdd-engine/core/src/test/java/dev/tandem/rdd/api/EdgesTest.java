package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.store.StorageLevel;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing, too much, what makes no sense, and what belongs elsewhere. */
@Timeout(300)
class EdgesTest extends ApiTest {
  private static final List<Pair<byte[], Integer>> ARRAYS =
      List.of(
          new Pair<>(new byte[] {1}, 1),
          new Pair<>(new byte[] {2}, 2),
          new Pair<>(new byte[] {1}, 4));

  @Test
  void setsOfNothingAreNothing() throws IOException {
    Rdd<Integer> nothing = sc.emptyRDD();
    Rdd<Integer> some = sc.parallelize(upTo(3), 2);
    assertThat(nothing.distinct().collect()).isEmpty();
    assertThat(nothing.distinct().getNumPartitions()).isZero();
    assertThat(nothing.subtract(some).getNumPartitions()).isZero();
    assertThat(some.subtract(nothing).collect()).containsExactlyInAnyOrder(0, 1, 2);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(sc.textFile(empty.toString()).distinct().count()).isZero();
  }

  @Test
  void whatHasNoPartitionDoesNotMoveWhatIsPlaced() {
    PairRdd<Integer, Integer> nothing = PairRdd.fromRdd(sc.emptyRDD());
    PairRdd<Integer, Integer> placed =
        sc.parallelize(upTo(9), 2).keyBy(x -> x).partitionBy(new HashPartitioner(3));
    for (PairRdd<Integer, Integer> union : List.of(placed.union(nothing), nothing.union(placed))) {
      assertThat(union.partitioner()).contains(new HashPartitioner(3));
      assertThat(union.keys().collect()).containsExactlyInAnyOrderElementsOf(upTo(9));
    }
    assertThat(nothing.union(nothing).collect()).isEmpty();
  }

  @Test
  void aPartitionThatDoesNotExistHasNoRecords() {
    Rdd<Long> range = sc.range(0, 100, 1, 4);
    for (int wrong : new int[] {-1, 4}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> range.collectPartitions(new int[] {0, wrong}))
          .withMessage(
              "collectPartitions: there is no partition %d; the RDD has 4, which are numbered from"
                  + " 0",
              wrong);
    }
    assertThat(range.collectPartitions(new int[] {1, 1})).allMatch(part -> part.get(0) == 25);
  }

  @Test
  void rddsOfTwoContextsAreNotMixed() {
    try (RddContext other = Contexts.open(folder)) {
      Rdd<Integer> here = sc.parallelize(List.of(1, 2), 2);
      here.cache().count();
      Rdd<Integer> there = other.parallelize(List.of(7, 8), 2);
      PairRdd<Integer, Integer> keyed = here.keyBy(x -> x);
      PairRdd<Integer, Integer> alien = there.keyBy(x -> x);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> here.union(there).collect())
          .withMessageStartingWith("union: ParallelCollectionRDD[0] at parallelize at")
          .withMessageEndingWith(
              " belongs to another context; collect it there and parallelize it in this one");
      assertThatIllegalArgumentException().isThrownBy(() -> sc.union(there));
      assertThatIllegalArgumentException().isThrownBy(() -> here.zip(there));
      assertThatIllegalArgumentException().isThrownBy(() -> here.cartesian(there));
      assertThatIllegalArgumentException().isThrownBy(() -> here.subtract(there));
      assertThatIllegalArgumentException().isThrownBy(() -> keyed.join(alien));
      assertThatIllegalArgumentException().isThrownBy(() -> keyed.subtractByKey(alien));
    }
  }

  @Test
  void aZeroMayBeNull() {
    Longest longest = new Longest();
    Rdd<String> words = sc.parallelize(List.of("a", "ccc", "bb"), 4);
    assertThat(words.aggregate(null, longest, longest)).isEqualTo("ccc");
    assertThat(words.filter(String::isEmpty).<String>aggregate(null, longest, longest)).isNull();
    assertThat(words.keyBy(x -> 1).aggregateByKey(null, longest, longest).values().collect())
        .containsExactly("ccc");
    assertThat(sc.broadcast(null).value()).isNull();
    assertThatThrownBy(() -> words.treeAggregate(null, longest, longest))
        .hasMessage("treeAggregate: the zero is null; records must not be null");
  }

  private static final class Longest implements Fn2<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String apply(String one, String other) {
      return one == null || other != null && other.length() > one.length() ? other : one;
    }
  }

  @Test
  void whatHasNoCodecIsMergedByTheDriverAlone() {
    BitSet all =
        sc.parallelize(upTo(1000), 40)
            .treeAggregate(
                new BitSet(),
                (bits, x) -> {
                  bits.set(x);
                  return bits;
                },
                (bits, more) -> {
                  bits.or(more);
                  return bits;
                });
    assertThat(all.cardinality()).isEqualTo(1000);
    assertThat(tasks()).containsExactly(40);
  }

  @Test
  void theFirstOfEquallyGreatRecordsIsTheGreatest() {
    Rdd<Integer> rdd = sc.parallelize(List.of(11, 21, 31), 1);
    Comparator<Integer> lastDigit = new LastDigit();
    assertThat(rdd.max(lastDigit)).isEqualTo(11);
    assertThat(rdd.min(lastDigit)).isEqualTo(11);
  }

  private static final class LastDigit implements Comparator<Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Integer a, Integer b) {
      return Integer.compare(a % 10, b % 10);
    }
  }

  private record Down(int x) implements Comparable<Down> {
    @Override
    public int compareTo(Down other) {
      return Integer.compare(other.x, x);
    }
  }

  @Test
  void whatARecordSaysOfItsOrderIsAskedWhereThatIsSaid() {
    PairRdd<Down, Integer> rdd =
        sc.parallelize(List.of(new Down(1), new Down(3), new Down(2)), 2)
            .keyBy(x -> x)
            .mapValues(Down::x);
    assertThat(rdd.sortByKey().values().collect()).containsExactly(1, 2, 3);
    assertThat(rdd.sortByKey(Comparator.naturalOrder()).values().collect())
        .containsExactly(3, 2, 1);
    assertThat(rdd.keys().takeOrdered(1)).containsExactly(new Down(3));
  }

  @Test
  void arraysAreKeysByTheirContents() {
    PairRdd<byte[], Integer> rdd = sc.parallelizePairs(ARRAYS, 3);
    assertThat(rdd.reduceByKeyLocally(Integer::sum).values()).containsExactlyInAnyOrder(5, 2);
    Map<byte[], Double> fractions = Map.of(new byte[] {1}, 1.0, new byte[] {2}, 0.0);
    assertThat(rdd.sampleByKey(false, fractions).values().collect())
        .containsExactlyInAnyOrder(1, 4);
    assertThat(rdd.sampleByKeyExact(false, fractions).values().collect())
        .containsExactlyInAnyOrder(1, 4);
  }

  @Test
  void fractionsAndWeightsAreFinite() {
    Rdd<Integer> rdd = sc.parallelize(upTo(3), 1);
    double infinity = Double.POSITIVE_INFINITY;
    for (double wrong : new double[] {Double.NaN, infinity, -1}) {
      for (boolean replaced : new boolean[] {false, true}) {
        assertThatIllegalArgumentException().isThrownBy(() -> rdd.sample(replaced, wrong, 1));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> rdd.keyBy(x -> 1).sampleByKey(replaced, Map.of(1, wrong)));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rdd.randomSplit(new double[] {wrong, 1}));
    }
    assertThat(rdd.sample(false, 1 + 1e-9, 1).count()).isEqualTo(3);
    assertThat(rdd.keyBy(x -> 1).sampleByKey(true, Map.of(1, 1e6), 7).count())
        .isBetween(2_990_000L, 3_010_000L);
  }

  @Test
  void aHistogramHasABucket() {
    DoubleRdd rdd = sc.parallelizeDoubles(List.of(1.0, 2.0), 2);
    for (int count : new int[] {0, -1, -5}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rdd.histogram(count))
          .withMessageContaining("at least two elements");
    }
    double half = Double.MAX_VALUE / 2; // the range is infinite, and Spark's first bucket has all
    assertThat(sc.parallelizeDoubles(List.of(-half * 1.5, half * 1.5)).histogram(2).second())
        .containsExactly(2, 0);
  }

  /** A map cannot be a key of a shuffle, but a pair may begin with one. */
  @Test
  void whateverIsNumberedMayBeKept() {
    Rdd<Map<Integer, Integer>> maps = sc.parallelize(List.of(Map.of(1, 2), Map.of(3, 4)), 2);
    for (StorageLevel level : List.of(StorageLevel.DISK_ONLY, StorageLevel.MEMORY_ONLY_SER)) {
      PairRdd<Map<Integer, Integer>, Long> numbered = maps.zipWithIndex().persist(level);
      assertThat(numbered.count()).isEqualTo(2);
      assertThat(numbered.collectAsMap())
          .containsOnly(entry(Map.of(1, 2), 0L), entry(Map.of(3, 4), 1L));
    }
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    PairRdd<Map<Integer, Integer>, Map<Integer, Integer>> all = maps.cartesian(maps);
    all.checkpoint();
    assertThat(all.count()).isEqualTo(4);
    assertThat(all.isCheckpointed()).isTrue();
    assertThat(Set.copyOf(all.keys().collect())).isEqualTo(Set.of(Map.of(1, 2), Map.of(3, 4)));
  }

  @Test
  void anEmptyPathIsNotTheFolderThatTheProgramRunsIn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sc.textFile(""))
        .withMessageContaining("'' holds an empty path");
    assertThatIllegalArgumentException().isThrownBy(() -> sc.wholeTextFiles("a,,b"));
  }

  @Test
  void aFileThatComesLaterIsNotReadInThePlaceOfAnother() throws IOException {
    for (String name : List.of("b", "d", "f")) {
      Files.writeString(folder.resolve(name), name);
    }
    PairRdd<String, String> files = sc.wholeTextFiles(folder.toString(), 9);
    int partitions = files.getNumPartitions();
    Files.writeString(folder.resolve("c"), "c");
    assertThat(files.values().collect()).contains("b", "d", "f").hasSize(partitions);
  }

  @Test
  void aCollectionMayHoldNothings() {
    CollectionAccumulator<String> seen = sc.collectionAccumulator();
    sc.parallelize(upTo(3), 2).foreach(x -> seen.add(x == 1 ? null : "some"));
    assertThat(seen.value()).hasSize(3).filteredOn(Objects::isNull).hasSize(1);
  }
}
