package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.lineage.RddNode;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an RDD was made from goes once it has a checkpoint, unless something else reaches it. */
@Timeout(120)
class CutLineageTest extends ApiTest {
  /** One for each class of node. */
  private enum Verb {
    STEP(sums -> sums.mapValues(x -> x + 1)),
    PARTITIONS(sums -> sums.mapPartitions(all -> all)),
    PUSHED(sums -> sums.coalesce(1)),
    UNION(sums -> sums.map(Pair::second).union(sums.map(Pair::first))),
    SHUFFLED(sums -> sums.reduceByKey(Integer::sum, 3)),
    SORTED(sums -> sums.sortByKey(false, 2)),
    PLACED_ALIKE(sums -> sums.groupByKey(sums.partitioner().orElseThrow())),
    COGROUPED(sums -> sums.join(sums, 3)),
    CUSTOM(sums -> new Same(sums).in(sums.context()));

    private final Function<PairRdd<Integer, Integer>, RddBase<?>> of;

    Verb(Function<PairRdd<Integer, Integer>, RddBase<?>> of) {
      this.of = of;
    }
  }

  private static final class Same extends CustomRdd<Object> {
    private static final long serialVersionUID = 1L;
    private final transient PairRdd<Integer, Integer> parent;

    Same(PairRdd<Integer, Integer> parent) {
      this.parent = parent;
    }

    @Override
    public int numPartitions() {
      return parent.getNumPartitions();
    }

    @Override
    public List<Narrow> dependencies() {
      return List.of(Narrow.oneToOne(parent));
    }

    @Override
    public int preferredNode(int partition) {
      return parent.getNumPartitions() - 1 - partition;
    }

    @Override
    public Iterator<Object> compute(int partition, List<Iterator<Object>> parents) {
      return parents.get(0);
    }
  }

  private PairRdd<Integer, Integer> sums() {
    return sc.parallelize(List.of(1, 2, 3), 1)
        .mapToPair(x -> new Pair<>(x % 2, x))
        .reduceByKey(Integer::sum, 2);
  }

  /** In a frame of its own: what a frame refers to is reached. */
  private RddBase<?> cut(Verb verb, boolean local, List<WeakReference<RddNode>> behind) {
    PairRdd<Integer, Integer> kept = sums();
    kept.cache();
    behind.add(new WeakReference<>(kept.node));
    RddBase<?> made = verb.of.apply(kept);
    if (local) {
      made.localCheckpoint();
    } else {
      made.checkpoint();
    }
    ((RddActions<?>) made).count();
    assertThat(made.isCheckpointed()).isTrue();
    assertThat(sc.runtime().shuffles().known()).as("what is held is there").isPositive();
    assertThat(sc.runtime().store().status()).isNotEmpty();
    Reference.reachabilityFence(kept);
    return made;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBehindACheckpointGoes(Verb verb) {
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    for (boolean local : new boolean[] {false, true}) {
      List<WeakReference<RddNode>> behind = new ArrayList<>();
      RddBase<?> made = cut(verb, local, behind);
      List<?> before = ((RddActions<?>) made).collect();
      int partitions = made.getNumPartitions();
      untilGone(behind);
      assertThat(made.getNumPartitions()).isEqualTo(partitions);
      assertThat(((RddActions<?>) made).collect()).asString().isEqualTo(before.toString());
    }
  }

  private void untilGone(List<WeakReference<RddNode>> behind) {
    until(() -> behind.stream().allMatch(node -> node.get() == null));
  }

  /** Threads that wait for work may still refer to their last task: they get others. */
  private void until(BooleanSupplier gone) {
    Until.holds(
        () -> {
          sc.parallelize(upTo(8), 8).count();
          System.gc();
          return gone.getAsBoolean();
        });
  }

  @Test
  void theShufflesAndPartitionsBehindGoWithIt() {
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    List<WeakReference<RddNode>> behind = new ArrayList<>();
    RddBase<?> made = cut(Verb.STEP, false, behind);
    until(
        () ->
            sc.runtime().shuffles().known() == 0
                && sc.runtime().store().status().isEmpty()
                && sc.runtime().store().memory().used() == 0);
    assertThat(made.isCheckpointed()).isTrue();
  }

  @Test
  void aLoopThatCutsItsLineageNowAndThenHoldsTheLastStepsOnly() {
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    List<WeakReference<Object>> sources = new ArrayList<>();
    Rdd<Integer> last = first(sources);
    for (int step = 0; step < 10; step++) {
      last = last.map(x -> x + 1);
      if (step % 5 == 4) {
        last.checkpoint();
        last.count();
      }
    }
    until(() -> sources.get(0).get() == null);
    assertThat(last.collect()).containsExactly(11);
  }

  /** The plan that reports show, too, lets go of the collection that was handed in. */
  private Rdd<Integer> first(List<WeakReference<Object>> sources) {
    Rdd<Integer> first = sc.parallelize(List.of(1), 1);
    sources.add(new WeakReference<>(first.node.operation()));
    return first;
  }

  @Test
  void theDebugStringIsSparks() {
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    Rdd<Integer> mapped = sc.parallelize(upTo(4), 2).map(x -> x + 1);
    Rdd<Integer> doubled = mapped.map(x -> 2 * x);
    PairRdd<Integer, Pair<Integer, Integer>> joined = sums().join(sums());
    mapped.checkpoint();
    doubled.count();
    joined.localCheckpoint();
    joined.count();
    String here = " at CutLineageTest.java:\\d+ \\[";
    assertThat(doubled.toDebugString())
        .matches(
            "\\(2\\) MapPartitionsRDD\\[2] at map"
                + here
                + "]\n \\|  MapPartitionsRDD\\[1] at map"
                + here
                + "]\n \\|  ReliableCheckpointRDD\\[12] at count"
                + here
                + "]");
    assertThat(joined.toDebugString().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line).matches("\\(2\\) MapPartitionsRDD\\[11] at join" + here + ".*"),
            line -> assertThat(line).contains("CachedPartitions: 2"),
            line ->
                assertThat(line).matches(" \\|  LocalCheckpointRDD\\[13] at count" + here + "]"));
  }

  /** The task that comes first stands in the middle of its steps until all of them were cut. */
  private static final class Gate {
    private static volatile CountDownLatch underWay;
    private static volatile CountDownLatch cut;

    static <T> Iterator<T> pass(Iterator<T> all) throws InterruptedException {
      if (underWay.getCount() > 0) {
        underWay.countDown();
        cut.await();
      }
      return all;
    }
  }

  @Test
  void aTaskThatIsUnderWayGoesOnWithWhatItHas() throws Exception {
    Gate.underWay = new CountDownLatch(1);
    Gate.cut = new CountDownLatch(1);
    sc.close();
    // a second attempt would begin with what was cut, and hide that the first one has failed
    sc = Contexts.open(folder, options -> options.withAttempts(1));
    sc.setCheckpointDir(folder.resolve("checkpoints").toString());
    List<Rdd<Integer>> steps = new ArrayList<>(List.of(sc.parallelize(upTo(1000), 1)));
    for (int i = 0; i < 20; i++) {
      Rdd<Integer> next = steps.get(i).map(x -> x + 1);
      steps.add(i == 10 ? next.mapPartitions(Gate::pass) : next);
    }
    Rdd<Integer> last = steps.get(20);
    FutureTask<Integer> reader = new FutureTask<>(() -> last.reduce(Integer::sum));
    new Thread(reader).start();
    Gate.underWay.await();
    for (Rdd<Integer> step : steps.subList(1, 21)) {
      step.checkpoint();
      step.count();
      assertThat(step.isCheckpointed()).isTrue();
    }
    Gate.cut.countDown();
    assertThat(reader.get()).isEqualTo(499_500 + 20_000);
    assertThat(last.reduce(Integer::sum)).isEqualTo(499_500 + 20_000);
  }
}
