package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RddTest {
  @TempDir Path folder;
  private RddContext sc;

  @BeforeEach
  void open() {
    sc =
        RddContext.open(
            "test",
            RunOptions.defaults()
                .withMemory(64 << 20)
                .withNodes(2, 2)
                .withScratch(folder.toString()));
  }

  @AfterEach
  void close() {
    sc.close();
    assertThat(folder.toFile().list()).isEmpty();
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void wordCount() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "a b a\nc a\n");
    List<Pair<String, Long>> counts =
        sc.textFile(text.toString())
            .flatMap(line -> List.of(line.split(" ")).iterator())
            .mapToPair(word -> new Pair<>(word, 1L))
            .reduceByKey(Long::sum)
            .collect();
    Files.delete(text);
    assertThat(counts)
        .containsExactlyInAnyOrder(new Pair<>("a", 3L), new Pair<>("b", 1L), new Pair<>("c", 1L));
  }

  @Test
  void mistakesAreNamedWithTheirRemedy() {
    assertThatThrownBy(() -> sc.parallelize(Arrays.asList(1, null)))
        .hasMessage("parallelize: value 1 of the list is null; records must not be null");
    Comparator<Integer> lambda = (a, b) -> b - a;
    assertThatThrownBy(() -> sc.parallelize(upTo(4)).top(1, lambda))
        .hasMessageContaining("cast it to one that is, as in (Comparator<T> & Serializable)");
    assertThat(sc.parallelize(upTo(4)).top(1, (Comparator<Integer> & Serializable) (a, b) -> b - a))
        .containsExactly(0);
    Rdd<Integer> custom = anonymous().in(sc);
    assertThatThrownBy(custom::collect)
        .hasMessageContaining("step '" + RddTest.class.getName() + "$");
  }

  @Test
  void aPartitionerThatFailsIsNamedAndNotTheStepBeforeIt() {
    PairRdd<Integer, Integer> pairs = sc.parallelize(upTo(4), 2).keyBy(x -> x);
    assertThatThrownBy(pairs.partitionBy(new Elsewhere(7))::collect)
        .hasMessageContaining(
            "step '" + Elsewhere.class.getName() + ".getPartition': Illegal partition 7 for key ");
    assertThatThrownBy(pairs.partitionBy(new Elsewhere(-1))::collect)
        .hasMessageContaining("Elsewhere.getPartition': IllegalStateException: no place");
  }

  /** Gives one partition, whatever the key, and fails if there is none. */
  private static final class Elsewhere extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int partition;

    Elsewhere(int partition) {
      this.partition = partition;
    }

    @Override
    public int numPartitions() {
      return 2;
    }

    @Override
    public int getPartition(Object key) {
      if (partition < 0) {
        throw new IllegalStateException("no place");
      }
      return partition;
    }
  }

  /** Static, so that it captures no test. */
  private static CustomRdd<Integer> anonymous() {
    return new Throwing() {};
  }

  /** Has no records. */
  private abstract static class Throwing extends CustomRdd<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int numPartitions() {
      return 1;
    }

    @Override
    public Iterator<Integer> compute(int partition, List<Iterator<Object>> parents) {
      throw new IllegalStateException("no records");
    }
  }

  @Test
  void aClosedContextSaysSo() {
    Rdd<Integer> numbers = sc.parallelize(upTo(4));
    sc.close();
    assertThatThrownBy(numbers::count)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("count: the context 'test' is closed; open another one");
  }

  @Test
  void collectKeepsTheOrderOfPartitions() {
    assertThat(sc.parallelize(upTo(100), 7).map(x -> x + 1).filter(x -> x % 2 == 0).collect())
        .isEqualTo(IntStream.rangeClosed(1, 50).map(x -> 2 * x).boxed().toList());
  }

  @Test
  void partitionsAreReadAsIterators() {
    List<Integer> sums =
        sc.parallelize(upTo(100_000), 3)
            .mapPartitions(
                records -> {
                  int sum = 0;
                  while (records.hasNext()) {
                    sum += records.next() % 10;
                  }
                  return List.of(sum).iterator();
                })
            .collect();
    assertThat(sums).hasSize(3);
    assertThat(sums.stream().mapToInt(Integer::intValue).sum()).isEqualTo(450_000);
  }

  @Test
  void aPartitionNeedNotBeReadToItsEnd() {
    List<Integer> firsts =
        sc.parallelize(upTo(100_000), 3)
            .mapPartitions(records -> List.of(records.next()).iterator())
            .collect();
    assertThat(firsts).containsExactly(0, 33_333, 66_666);
  }

  @Test
  void aFailureBehindAnIteratorKeepsItsName() {
    Rdd<Integer> broken =
        sc.parallelize(upTo(10), 1)
            .map(x -> 10 / (x - 5))
            .mapPartitions(
                records -> {
                  List<Integer> all = new ArrayList<>();
                  records.forEachRemaining(all::add);
                  return all.iterator();
                });
    assertThatThrownBy(broken::collect)
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("map")
        .hasMessageContaining("/ by zero");
  }

  @Test
  void reduceFoldsAllAndRefusesNothing() {
    assertThat(sc.parallelize(upTo(11), 4).reduce(Integer::sum)).isEqualTo(55);
    Rdd<Integer> none = sc.parallelize(upTo(5), 2).filter(x -> x > 10);
    List<ThrowingCallable> actions =
        List.of(
            () -> none.reduce(Integer::sum),
            none::first,
            () -> none.max(Comparator.naturalOrder()),
            () -> none.treeReduce(Integer::sum));
    for (ThrowingCallable action : actions) {
      assertThatThrownBy(action)
          .as("as Spark's SparkCoreErrors.emptyCollectionError")
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("empty collection");
    }
  }

  @Test
  void whatIsPlacedAlikeIsNotShuffledAgain() {
    PairRdd<Integer, Integer> pairs =
        sc.parallelize(upTo(100), 4).mapToPair(x -> new Pair<>(x % 10, x));
    PairRdd<Integer, Iterable<Integer>> groups = pairs.groupByKey();
    assertThat(groups.partitioner()).contains(new HashPartitioner(4));
    PairRdd<Integer, Integer> sizes =
        groups
            .mapValues(
                values -> {
                  int n = 0;
                  for (Iterator<Integer> each = values.iterator(); each.hasNext(); each.next()) {
                    n++;
                  }
                  return n;
                })
            .reduceByKey(Integer::sum);
    assertThat(sizes.collect()).hasSize(10).allMatch(size -> size.second() == 10);
    assertThat(sizes.node.dependencies()).hasSize(1);
  }
}
