package dev.tandem.rdd.api;

import static dev.tandem.testkit.fault.FaultyFiles.Mode.FAIL_AFTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that went to files of a node, in partitions that are kept: what becomes of them. */
@Timeout(120)
class SpilledGroupsTest extends ApiTest {
  private static final int VALUES = 100_000;

  /** Functions are copied: where one of them waits. */
  private static CountDownLatch seen;

  private LongAccumulator grouped;

  /** One group that is larger than the memory, counted each time it is made. */
  private PairRdd<String, Iterable<String>> group() {
    return group(options -> options);
  }

  private PairRdd<String, Iterable<String>> group(UnaryOperator<RunOptions> change) {
    sc.close();
    sc =
        Contexts.open(folder, options -> change.apply(options.withMemory(4 << 20).withNodes(3, 1)));
    LongAccumulator count = sc.longAccumulator();
    grouped = count;
    return sc.parallelize(upTo(VALUES), 2)
        .mapToPair(i -> new Pair<>("key", "value number " + i + " of many that are as long"))
        .groupByKey(1)
        .mapValues(
            values -> {
              count.add(1L);
              return values;
            });
  }

  /** In a frame of its own: what a frame refers to is reached. */
  private static void assertWhole(RddLike<Pair<String, Iterable<String>>> groups) {
    assertWhole(groups.collect().get(0).second());
  }

  private static void assertWhole(Iterable<String> group) {
    assertThat(group).isInstanceOf(SpilledValues.class);
    int count = 0;
    for (String value : group) {
      assertThat(value).startsWith("value number ");
      count++;
    }
    assertThat(count).isEqualTo(VALUES);
  }

  private int nodeOf(RddLike<?> rdd) {
    return sc.runtime().store().nodeOf(rdd.node.id(), 0);
  }

  private void lose(int node) {
    sc.runtime().cluster().lose(sc.runtime().cluster().nodes().get(node));
  }

  @Test
  void aReplicatedOneOutlivesItsNode() {
    PairRdd<String, Iterable<String>> kept = group().persist(StorageLevel.MEMORY_ONLY_2);
    assertWhole(kept);
    int first = nodeOf(kept);
    lose(first);
    assertThat(nodeOf(kept)).isNotIn(-1, first);
    assertWhole(kept);
    assertThat(grouped.value()).as("it was not made again").isEqualTo(1);
  }

  @Test
  void oneThatIsKeptOnAnotherNodeThanItsFileIsMadeAgain() {
    PairRdd<String, Iterable<String>> kept = group().cache();
    assertWhole(kept);
    int first = nodeOf(kept);
    Rdd<Pair<String, Iterable<String>>> elsewhere;
    do {
      elsewhere = new Elsewhere(kept, (first + 1) % 3).in(sc).cache();
      assertWhole(elsewhere);
    } while (nodeOf(elsewhere) == first); // a node is a wish
    assertThat(grouped.value()).isEqualTo(1);
    lose(first);
    assertWhole(elsewhere);
    assertThat(grouped.value()).isEqualTo(2);
  }

  @Test
  void oneThatAShuffleHasMovedIsCopiedWithWhatIsKeptBehindIt() {
    PairRdd<String, Iterable<String>> moved =
        group().partitionBy(new HashPartitioner(2)).persist(StorageLevel.MEMORY_ONLY_2);
    assertWhole(moved);
    for (int node = 0; node < 2; node++) {
      lose(node);
      assertWhole(moved);
    }
  }

  @Test
  void whatAShuffleHoldsIsLostWithAFileOfAnotherNode() {
    PairRdd<String, Iterable<String>> kept = group().cache();
    assertWhole(kept);
    int first = nodeOf(kept);
    Rdd<Pair<String, Iterable<String>>> elsewhere;
    do {
      elsewhere = new Elsewhere(kept, (first + 1) % 3).in(sc).cache();
      assertWhole(elsewhere);
    } while (nodeOf(elsewhere) == first); // a node is a wish
    PairRdd<String, Iterable<String>> pairs = elsewhere.mapToPair(pair -> pair);
    List<PairRdd<String, Iterable<String>>> moved =
        IntStream.range(2, 10).mapToObj(n -> pairs.partitionBy(new HashPartitioner(n))).toList();
    moved.forEach(SpilledGroupsTest::assertWhole);
    assertThat(grouped.value()).isEqualTo(1);
    lose(first);
    moved.forEach(SpilledGroupsTest::assertWhole);
    assertThat(grouped.value()).isEqualTo(2);
  }

  /** Kept partitions that were made of a group, on another node than the group. */
  private <T> Rdd<T> madeElsewhere(
      PairRdd<String, Iterable<String>> groups,
      Fn<Pair<String, Iterable<String>>, T> make,
      Consumer<Rdd<T>> keep) {
    int first = nodeOf(groups);
    Rdd<T> made;
    do {
      made = new Elsewhere(groups, (first + 1) % 3).in(sc).map(make);
      keep.accept(made);
      made.count();
    } while (nodeOf(made) == first); // a node is a wish
    return made;
  }

  private static int sizeOf(Pair<String, Iterable<String>> group) {
    return ((Collection<String>) group.second()).size();
  }

  @Test
  void numbersThatWereMadeOfItDoNotNeedIt() {
    PairRdd<String, Iterable<String>> groups = group().cache();
    assertWhole(groups);
    Rdd<Pair<Integer, Integer>> sizes =
        madeElsewhere(groups, group -> new Pair<>(1, sizeOf(group)), Rdd::cache);
    int node = nodeOf(sizes);
    lose(nodeOf(groups));
    assertThat(nodeOf(sizes)).isEqualTo(node);
    assertThat(sizes.collect()).containsExactly(new Pair<>(1, VALUES));
    assertThat(grouped.value()).isEqualTo(1);
  }

  @Test
  void numbersThatAShuffleHoldsDoNotNeedIt() {
    PairRdd<String, Iterable<String>> groups = group().cache();
    assertWhole(groups);
    LongAccumulator made = sc.longAccumulator();
    List<PairRdd<Integer, Integer>> sizes =
        IntStream.range(2, 10)
            .mapToObj(
                n ->
                    new Elsewhere(groups, (nodeOf(groups) + 1) % 3)
                        .in(sc)
                        .mapToPair(
                            group -> {
                              made.add(1L);
                              return new Pair<>(1, sizeOf(group));
                            })
                        .partitionBy(new HashPartitioner(n)))
            .toList();
    sizes.forEach(each -> assertThat(each.collect()).containsExactly(new Pair<>(1, VALUES)));
    lose(nodeOf(groups));
    sizes.forEach(each -> assertThat(each.collect()).containsExactly(new Pair<>(1, VALUES)));
    assertThat(made.value()).as("a node is a wish, but not all were made there").isLessThan(16);
  }

  /** Nothing could make it again, and perhaps it does not refer to the group. */
  @Test
  void whatWasCutOffStaysAsLongAsItsNode() {
    PairRdd<String, Iterable<String>> groups = group().cache();
    assertWhole(groups);
    Rdd<List<Integer>> sizes =
        madeElsewhere(groups, group -> List.of(sizeOf(group)), Rdd::localCheckpoint);
    Rdd<Pair<String, Iterable<String>>> same =
        madeElsewhere(groups, group -> group, Rdd::localCheckpoint);
    lose(nodeOf(groups));
    assertThat(sizes.collect()).containsExactly(List.of(VALUES));
    assertThat(sizes.mapToPair(size -> new Pair<>(1, size)).groupByKey(2).count()).isEqualTo(1);
    Iterable<String> lost = same.collect().get(0).second();
    assertThatThrownBy(lost::iterator).hasMessageContaining("cannot be read");
    assertThat(grouped.value()).isEqualTo(1);
  }

  /** What a task keeps others see at once: its attempt may fail when they have. */
  @Test
  void oneThatOthersHaveSeenOutlivesTheAttemptThatMadeIt() throws Exception {
    PairRdd<String, Iterable<String>> kept = group().cache();
    seen = new CountDownLatch(1);
    FutureAction<Void> failing =
        kept.foreachPartitionAsync(
            all -> {
              all.forEachRemaining(group -> {});
              if (seen.getCount() > 0) {
                seen.await();
                throw new IllegalStateException("others have seen what it keeps");
              }
            });
    Until.holds(() -> nodeOf(kept) >= 0);
    Iterable<String> group = kept.collect().get(0).second();
    seen.countDown();
    failing.get();
    assertWhole(group);
  }

  /** The partition of another RDD, on a node that is named. */
  private static final class Elsewhere extends CustomRdd<Pair<String, Iterable<String>>> {
    private static final long serialVersionUID = 1L;
    private final transient PairRdd<String, Iterable<String>> parent;
    private final int node;

    Elsewhere(PairRdd<String, Iterable<String>> parent, int node) {
      this.parent = parent;
      this.node = node;
    }

    @Override
    public int numPartitions() {
      return 1;
    }

    @Override
    public List<Narrow> dependencies() {
      return List.of(Narrow.oneToOne(parent));
    }

    @Override
    public int preferredNode(int partition) {
      return node;
    }

    @Override
    @SuppressWarnings("unchecked") // the records are the parent's
    public Iterator<Pair<String, Iterable<String>>> compute(
        int partition, List<Iterator<Object>> parents) {
      return (Iterator<Pair<String, Iterable<String>>>) (Iterator<?>) parents.get(0);
    }
  }

  @Test
  void itsFilesGoWithIt() {
    PairRdd<String, Iterable<String>> kept = group().persist(StorageLevel.MEMORY_ONLY_2);
    assertWhole(kept);
    assertThat(groupFiles()).as("one for each copy").isEqualTo(2);
    kept.unpersist();
    awaitGroupFiles(0);
  }

  private void awaitGroupFiles(int left) {
    Until.holds(
        () -> {
          sc.parallelize(upTo(3), 3).count(); // threads forget their last task
          System.gc();
          return groupFiles() == left;
        });
  }

  @Test
  void ofOneThatCannotBeWrittenNothingIsLeft() {
    FaultyFiles counting = groupFilesOf(new FaultyFiles());
    assertWhole(group(inFiles(counting)));
    int written = counting.changes().size();
    for (int step : new int[] {0, 1, written / 2, written - 1}) {
      FaultyFiles failing = groupFilesOf(new FaultyFiles()).failing(step, FAIL_AFTER);
      PairRdd<String, Iterable<String>> kept = group(inFiles(failing)).cache();
      assertWhole(kept);
      assertThat(groupFiles()).as("step %s of %s", step, written).isEqualTo(1);
      assertThat(kept.count()).isEqualTo(1);
    }
  }

  @Test
  void ofACopyThatCannotBeWrittenNothingIsLeft() {
    FaultyFiles counting = groupFilesOf(new FaultyFiles());
    assertWhole(group(inFiles(counting)).persist(StorageLevel.MEMORY_ONLY_2));
    int written = counting.changes().size();
    assertThat(counting.changes().get(written - 1)).startsWith("close");
    FaultyFiles failing = groupFilesOf(new FaultyFiles()).failing(written - 1, FAIL_AFTER);
    PairRdd<String, Iterable<String>> kept =
        group(inFiles(failing)).persist(StorageLevel.MEMORY_ONLY_2);
    assertWhole(kept);
    assertThat(failing.changes().get(written - 2)).startsWith("write");
    assertThat(grouped.value()).isEqualTo(1);
    awaitGroupFiles(2);
    kept.unpersist();
    assertThat(sc.runtime().store().memory().used()).isZero();
  }

  private static FaultyFiles groupFilesOf(FaultyFiles files) {
    return files.counting(path -> path.contains("/group-"));
  }

  private static UnaryOperator<RunOptions> inFiles(FaultyFiles files) {
    return options -> options.withFiles(files).withConf("shuffle", "files");
  }

  /** A set that sorts by a comparator comes as a set in the same order. */
  @Test
  @SuppressWarnings("JdkObsolete") // users may have such lists
  void collectionsInThemAreWhatTheyWere() {
    List<Object> values =
        sc.parallelize(List.of(1), 1)
            .mapPartitions(
                all -> {
                  Set<Integer> falling = new TreeSet<>(Comparator.reverseOrder());
                  falling.addAll(List.of(1, 2, 3));
                  return spilled(
                          new TreeSet<>(List.of(2, 1)),
                          new PriorityQueue<>(List.of(2, 1)),
                          new ArrayDeque<>(List.of(2, 1)),
                          new LinkedList<>(List.of(2, 1)),
                          falling)
                      .iterator();
                })
            .collect();
    assertThat(values)
        .extracting(value -> (Object) value.getClass())
        .startsWith(TreeSet.class, PriorityQueue.class, ArrayDeque.class, LinkedList.class);
    assertThat(values).asString().isEqualTo("[[1, 2], [1, 2], [2, 1], [2, 1], [3, 2, 1]]");
  }

  private static List<Object> spilled(Object... values) throws IOException {
    try (SpilledValues.Writer file = SpilledValues.writer(ComputeContext.current().task())) {
      for (Object value : values) {
        file.add(value);
      }
      return file.end();
    }
  }

  private long groupFiles() {
    // only folders are looked at: files go away meanwhile
    try (Stream<Path> nodes = Files.walk(folder.resolve("scratch"), 2)) {
      return nodes
          .flatMap(node -> Stream.ofNullable(node.toFile().list()).flatMap(Stream::of))
          .filter(file -> file.startsWith("group-"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
