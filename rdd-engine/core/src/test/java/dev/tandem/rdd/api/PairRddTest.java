package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the keyed verbs; which tasks they run is in {@link PairStagesTest}. */
class PairRddTest {
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

  private PairRdd<String, Integer> pairs(int slices, Object... keysAndValues) {
    List<Pair<String, Integer>> list = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      list.add(new Pair<>((String) keysAndValues[i], (Integer) keysAndValues[i + 1]));
    }
    return sc.parallelizePairs(list, slices);
  }

  private PairRdd<String, Integer> abc() {
    return pairs(2, "a", 1, "b", 2, "a", 3, "c", 4, "b", 5);
  }

  private static <T> List<T> list(Iterable<T> values) {
    return StreamSupport.stream(values.spliterator(), false).toList();
  }

  @Test
  void keysAndValues() {
    assertThat(abc().keys().collect()).containsExactly("a", "b", "a", "c", "b");
    assertThat(abc().values().collect()).containsExactly(1, 2, 3, 4, 5);
    assertThat(abc().flatMapValues(n -> List.of(n, -n).iterator()).values().collect())
        .containsExactly(1, -1, 2, -2, 3, -3, 4, -4, 5, -5);
  }

  @Test
  void combineByKeyWithAndWithoutMapSideCombine() {
    for (boolean mapSide : new boolean[] {true, false}) {
      Map<String, Set<Integer>> sets =
          abc()
              .<Set<Integer>>combineByKey(
                  value -> new HashSet<>(Set.of(value)),
                  (set, value) -> {
                    set.add(value);
                    return set;
                  },
                  (one, other) -> {
                    one.addAll(other);
                    return one;
                  },
                  new HashPartitioner(3),
                  mapSide)
              .collectAsMap();
      assertThat(sets).isEqualTo(Map.of("a", Set.of(1, 3), "b", Set.of(2, 5), "c", Set.of(4)));
    }
  }

  @Test
  void aMutableZeroIsCopiedForEachKey() {
    PairRdd<String, List<Integer>> lists =
        abc()
            .aggregateByKey(
                (List<Integer>) new ArrayList<Integer>(List.of(0)),
                (all, value) -> {
                  all.add(value);
                  return all;
                },
                (one, other) -> {
                  one.addAll(other);
                  return one;
                });
    Map<String, List<Integer>> once = lists.collectAsMap();
    assertThat(once.get("c")).containsExactly(0, 4);
    // one zero for each key and each map partition that has it
    assertThat(once.get("a")).containsExactlyInAnyOrder(0, 1, 0, 3);
    assertThat(lists.collectAsMap()).as("what was published has not changed").isEqualTo(once);
  }

  @Test
  void folds() {
    Map<String, Integer> sums = Map.of("a", 4, "b", 7, "c", 4);
    assertThat(abc().foldByKey(0, Integer::sum).collectAsMap()).isEqualTo(sums);
    assertThat(abc().foldByKey(100, 1, Integer::sum).lookup("c")).containsExactly(104);
    assertThat(abc().reduceByKey(Integer::sum, 5).collectAsMap()).isEqualTo(sums);
    assertThat(abc().reduceByKeyLocally(Integer::sum)).isEqualTo(sums);
    assertThat(abc().countByKey()).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 1L));
    assertThat(
            abc()
                .mapValues(Integer::longValue)
                .as(String.class, Long.class)
                .combineByKey(Aggregators.sumLong())
                .collectAsMap())
        .isEqualTo(Map.of("a", 4L, "b", 7L, "c", 4L));
  }

  @Test
  void groupsCanBeReadAgain() {
    Map<String, Integer> sums =
        abc()
            .groupByKey(3)
            .mapValues(
                values -> {
                  int sum = 0;
                  for (int round = 0; round < 2; round++) {
                    for (int value : values) {
                      sum += value;
                    }
                  }
                  return sum;
                })
            .collectAsMap();
    assertThat(sums).isEqualTo(Map.of("a", 8, "b", 14, "c", 8));
  }

  @Test
  void aGroupLargerThanTheMemoryIsReadFromAFile() {
    int n = 200_000;
    sc.close();
    sc = Contexts.open(folder, options -> options.withMemory(8 << 20));
    PairRdd<String, String> one =
        sc.parallelize(IntStream.range(0, n).boxed().toList(), 4)
            .mapToPair(i -> new Pair<>("key", "value number " + i + " of many that are as long"));
    Iterable<String> group = one.groupByKey(1).collect().get(0).second();
    assertThat(group.getClass()).isEqualTo(SpilledValues.class);
    for (int round = 0; round < 2; round++) {
      int count = 0;
      for (String value : group) {
        assertThat(value).startsWith("value number ");
        count++;
      }
      assertThat(count).isEqualTo(n);
    }
  }

  @Test
  void joins() {
    PairRdd<String, Integer> left = pairs(2, "a", 1, "b", 2, "a", 3);
    PairRdd<String, Integer> right = pairs(3, "a", 10, "d", 20, "a", 30);
    assertThat(left.join(right).collect())
        .containsExactlyInAnyOrder(
            new Pair<>("a", new Pair<>(1, 10)),
            new Pair<>("a", new Pair<>(1, 30)),
            new Pair<>("a", new Pair<>(3, 10)),
            new Pair<>("a", new Pair<>(3, 30)));
    assertThat(left.leftOuterJoin(right, 4).lookup("b"))
        .containsExactly(new Pair<>(2, Optional.empty()));
    assertThat(left.rightOuterJoin(right, 4).lookup("d"))
        .containsExactly(new Pair<>(Optional.empty(), 20));
    assertThat(left.fullOuterJoin(right).collect()).hasSize(6);
    assertThat(left.fullOuterJoin(right).lookup("a"))
        .contains(new Pair<>(Optional.of(3), Optional.of(30)));
    assertThat(left.subtractByKey(right).collect()).containsExactly(new Pair<>("b", 2));
  }

  @Test
  void cogroupsOfUpToFour() {
    PairRdd<String, Integer> rdd = abc();
    Pair<Iterable<Integer>, Iterable<Integer>> two =
        rdd.cogroup(rdd.mapValues(v -> -v)).lookup("c").get(0);
    assertThat(list(two.first())).containsExactly(4);
    assertThat(list(two.second())).containsExactly(-4);
    Triple<Iterable<Integer>, Iterable<String>, Iterable<Integer>> three =
        rdd.cogroup(rdd.mapValues(String::valueOf), pairs(1, "z", 9), 2).lookup("z").get(0);
    assertThat(three.first()).isEmpty();
    assertThat(three.second()).isEmpty();
    assertThat(list(three.third())).containsExactly(9);
    assertThat(rdd.groupWith(rdd, rdd, rdd).mapValues(all -> list(all.fourth()).size()).lookup("b"))
        .containsExactly(2);
  }

  @Test
  void sortsUpAndDownAndByComparator() {
    PairRdd<String, Integer> rdd = pairs(3, "d", 1, "a", 2, "c", 3, "b", 4, "a", 5);
    assertThat(rdd.sortByKey().keys().collect()).containsExactly("a", "a", "b", "c", "d");
    assertThat(rdd.sortByKey(false, 2).keys().collect()).containsExactly("d", "c", "b", "a", "a");
    assertThat(rdd.sortByKey(Comparator.reverseOrder(), true, 2).keys().collect())
        .containsExactly("d", "c", "b", "a", "a");
    assertThat(rdd.as(String.class, Integer.class).sortByKey(false).keys().collect())
        .containsExactly("d", "c", "b", "a", "a");
    Object notSerialisable = new Object();
    assertThatThrownBy(() -> rdd.sortByKey((a, b) -> notSerialisable.hashCode() + a.compareTo(b)))
        .hasMessageContaining("sortByKey")
        .hasMessageContaining("not serialisable");
  }

  @Test
  void secondarySort() {
    PairRdd<Pair<String, Integer>, String> visits =
        sc.parallelizePairs(
            List.of(
                new Pair<>(new Pair<>("x", 3), "c"),
                new Pair<>(new Pair<>("y", 1), "d"),
                new Pair<>(new Pair<>("x", 1), "a"),
                new Pair<>(new Pair<>("x", 2), "b")),
            2);
    List<String> inOrder =
        visits
            .repartitionAndSortWithinPartitions(new FirstPart(3))
            .filter(visit -> visit.first().first().equals("x"))
            .values()
            .collect();
    assertThat(inOrder).containsExactly("a", "b", "c");
  }

  /** Looks at the first part of the key only. */
  private static final class FirstPart extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    FirstPart(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return Math.floorMod(((Pair<?, ?>) key).first().hashCode(), partitions);
    }
  }

  @Test
  void rangesArePrunedAndFiltered() {
    PairRdd<Integer, Integer> sorted =
        sc.parallelize(IntStream.range(0, 100).boxed().toList(), 4)
            .mapToPair(i -> new Pair<>(i, -i))
            .sortByKey(true, 5);
    PairRdd<Integer, Integer> some = sorted.filterByRange(22, 37);
    assertThat(some.keys().collect()).isEqualTo(IntStream.rangeClosed(22, 37).boxed().toList());
    assertThat(some.getNumPartitions()).isLessThan(sorted.getNumPartitions());
    assertThat(sorted.filterByRange(Comparator.reverseOrder(), 90, 85).count()).isEqualTo(6);
  }

  @Test
  void sampleByKeyTakesWhatIsAskedForOfEachKey() {
    PairRdd<String, Integer> many =
        sc.parallelize(IntStream.range(0, 20_000).boxed().toList(), 4)
            .mapToPair(i -> new Pair<>(i % 2 == 0 ? "even" : "odd", i));
    Map<String, Double> fractions = Map.of("even", 0.1, "odd", 0.0);
    List<Pair<String, Integer>> taken = many.sampleByKey(false, fractions, 7).collect();
    assertThat(taken).hasSizeBetween(800, 1200).allMatch(pair -> pair.first().equals("even"));
    assertThat(many.sampleByKey(false, fractions, 7).collect()).isEqualTo(taken);
    assertThat(many.sampleByKey(true, Map.of("even", 2.0, "odd", 0.0), 7).count())
        .isBetween(18_000L, 22_000L);
    assertThatThrownBy(() -> many.sampleByKey(false, Map.of("even", 1.0), 7).count())
        .hasMessageContaining("odd");
  }

  @Test
  void distinctValuesAreEstimated() {
    int n = 60_000;
    Map<String, Long> counts =
        sc.parallelize(IntStream.range(0, n).boxed().toList(), 4)
            .mapToPair(i -> new Pair<>(i % 2 == 0 ? "all" : "ten", i % 2 == 0 ? i : i % 20))
            .countApproxDistinctByKey(0.01)
            .collectAsMap();
    assertThat(counts.get("ten")).isEqualTo(10);
    assertThat(counts.get("all")).isBetween(n / 2 - 1200L, n / 2 + 1200L);
    assertThat(sc.union(abc(), abc(), abc()).countApproxDistinct(0.05)).isEqualTo(5);
    assertThatThrownBy(() -> abc().countApproxDistinctByKey(0.0001))
        .hasMessageContaining("0.00103");
  }

  @Test
  void illegalPartitionsNameTheKey() {
    Partitioner wrong =
        new Partitioner() {
          private static final long serialVersionUID = 1L;

          @Override
          public int numPartitions() {
            return 2;
          }

          @Override
          public int getPartition(Object key) {
            return 7;
          }
        };
    // an anonymous class captures the test, which is not serialisable
    assertThatThrownBy(() -> abc().partitionBy(wrong)).hasMessageContaining("not serialisable");
    assertThatThrownBy(() -> abc().partitionBy(new Everywhere(2, 7)).count())
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("7")
        .hasMessageContaining("key a");
    assertThatThrownBy(() -> new HashPartitioner(0)).hasMessageContaining("at least 1");
  }

  /** All keys in one partition. */
  private static final class Everywhere extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final int one;

    Everywhere(int partitions, int one) {
      this.partitions = partitions;
      this.one = one;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return one;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Everywhere that && one == that.one && partitions == that.partitions;
    }

    @Override
    public int hashCode() {
      return one;
    }
  }

  @Test
  void arraysMayBeKeys() {
    PairRdd<byte[], Integer> rdd =
        sc.parallelizePairs(
            List.of(
                new Pair<>(new byte[] {1, 2}, 1),
                new Pair<>(new byte[] {3}, 2),
                new Pair<>(new byte[] {1, 2}, 3)),
            3);
    assertThat(rdd.reduceByKey(Integer::sum).values().collect()).containsExactlyInAnyOrder(4, 2);
    assertThat(rdd.partitionBy(new HashPartitioner(2)).lookup(new byte[] {1, 2}))
        .containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void functionsThatFailOrReturnNothingAreNamed() {
    assertThatThrownBy(() -> abc().reduceByKey((a, b) -> a / (a - 1)).collect())
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("reduceByKey")
        .hasMessageContaining("/ by zero");
    assertThatThrownBy(() -> abc().reduceByKey((a, b) -> null).collect())
        .hasMessageContaining("reduceByKey: the function returned null");
  }
}
