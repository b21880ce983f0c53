package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.store.StorageLevel;
import java.io.IOException;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that went to files of a node, in partitions that are kept: what becomes of them. */
@Timeout(120)
class SpilledGroupsTest extends GroupsTest {
  /** Functions are copied: where one of them waits. */
  private static CountDownLatch seen;

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
    Rdd<Pair<String, Iterable<String>>> elsewhere = madeElsewhere(kept, group -> group, Rdd::cache);
    assertWhole(elsewhere);
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
    Rdd<Pair<String, Iterable<String>>> elsewhere = madeElsewhere(kept, group -> group, Rdd::cache);
    assertWhole(elsewhere);
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
    int first = nodeOf(groups);
    LongAccumulator made = sc.longAccumulator();
    PairRdd<Integer, Integer> sizes;
    List<Pair<Integer, Integer>> found;
    do {
      sizes =
          new Elsewhere(groups, (first + 1) % 3)
              .in(sc)
              .mapToPair(
                  group -> {
                    made.add(1L);
                    return new Pair<>(thisNode(), sizeOf(group));
                  })
              .partitionBy(new HashPartitioner(2));
      found = sizes.collect();
    } while (found.get(0).first() == first); // a node is a wish
    long before = made.value();
    lose(first);
    assertThat(sizes.collect()).isEqualTo(found);
    assertThat(made.value()).isEqualTo(before);
  }

  private static int thisNode() {
    return ComputeContext.current().task().node().number();
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
}
