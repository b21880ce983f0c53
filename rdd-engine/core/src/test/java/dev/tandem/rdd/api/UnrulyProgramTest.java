package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.store.StorageLevel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that do what they had better not do: they get a right answer or an error. */
@Timeout(300)
class UnrulyProgramTest extends ApiTest {
  private static volatile CountDownLatch started = new CountDownLatch(0);
  private static volatile CountDownLatch stopped = new CountDownLatch(0);

  private static volatile ExecutorService pool;

  private static List<Integer> list(int x) {
    List<Integer> l = new ArrayList<>();
    l.add(x);
    return l;
  }

  private static List<Integer> add(List<Integer> l, int x) {
    l.add(x);
    return l;
  }

  private static List<Integer> larger(List<Integer> a, List<Integer> b) {
    if (a.size() < b.size()) {
      b.addAll(a);
      return b;
    }
    a.addAll(b);
    return a;
  }

  private static List<Integer> joined(List<Integer> a, List<Integer> b) {
    a.addAll(b);
    return a;
  }

  @Test
  void combinersThatAreMergedIntoTheSecondCountOnceInEachAction() {
    PairRdd<Integer, List<Integer>> lists =
        sc.parallelize(upTo(100), 8)
            .mapToPair(x -> new Pair<>(x * x % 7, x))
            .combineByKey(
                UnrulyProgramTest::list, UnrulyProgramTest::add, UnrulyProgramTest::larger);
    for (int i = 0; i < 3; i++) {
      assertThat(lists.values().map(List::size).reduce(Integer::sum)).isEqualTo(100);
    }
  }

  @Test
  void valuesThatAreReducedInPlaceCountOnceInEachAction() {
    PairRdd<Integer, List<Integer>> lists =
        sc.parallelize(upTo(100), 8)
            .mapToPair(x -> new Pair<>(x % 7, list(x)))
            .partitionBy(new HashPartitioner(3))
            .reduceByKey(UnrulyProgramTest::joined);
    for (int i = 0; i < 3; i++) {
      assertThat(lists.values().map(List::size).reduce(Integer::sum)).isEqualTo(100);
    }
  }

  @Test
  void groupsThatAreClearedAreWholeForTheNextAction() {
    PairRdd<Integer, Iterable<Integer>> lists =
        sc.parallelize(upTo(100), 8).mapToPair(x -> new Pair<>(x % 7, x)).groupByKey(3);
    for (int i = 0; i < 3; i++) {
      assertThat(
              lists
                  .values()
                  .map(
                      l -> {
                        int n = ((List<Integer>) l).size();
                        ((List<Integer>) l).clear();
                        return n;
                      })
                  .reduce(Integer::sum))
          .isEqualTo(100);
    }
  }

  /** What is read after a reader has added 100 to each array that it was handed. */
  private List<Long> readAfterAChange(StorageLevel level) {
    Rdd<long[]> kept = sc.parallelize(upTo(3), 1).map(x -> new long[] {x}).persist(level);
    kept.count();
    assertThat(kept.map(array -> array[0] += 100).collect()).containsExactly(100L, 101L, 102L);
    return kept.map(array -> array[0]).collect();
  }

  @Test
  void whatIsKeptAsObjectsIsChangedByAReaderForTheNextOne() {
    assertThat(readAfterAChange(StorageLevel.MEMORY_ONLY)).containsExactly(100L, 101L, 102L);
  }

  @Test
  void whatIsKeptAsBytesOrNotKeptIsChangedForNobody() {
    for (StorageLevel level :
        List.of(StorageLevel.MEMORY_ONLY_SER, StorageLevel.DISK_ONLY, StorageLevel.NONE)) {
      assertThat(readAfterAChange(level)).as(level.toString()).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void aFailureThatAFunctionCatchesStillFailsTheJob() {
    Rdd<Integer> failing =
        sc.parallelize(upTo(100), 1)
            .map(
                x -> {
                  if (x == 50) {
                    throw new IllegalStateException("boom");
                  }
                  return x;
                })
            .mapPartitions(
                it -> {
                  List<Integer> out = new ArrayList<>();
                  try {
                    while (it.hasNext()) {
                      out.add(it.next());
                    }
                  } catch (RuntimeException e) {
                    // swallowed
                  }
                  return out.iterator();
                });
    assertThatThrownBy(failing::count).hasMessageContaining("boom");
  }

  private static int forever(int x) throws InterruptedException {
    started.countDown();
    try {
      TimeUnit.HOURS.sleep(1);
    } finally {
      stopped.countDown();
    }
    return x;
  }

  @Test
  void aCancelledTaskIsInterruptedAlsoBehindMapPartitions() throws Exception {
    started = new CountDownLatch(1);
    stopped = new CountDownLatch(1);
    FutureAction<Long> endless =
        sc.parallelize(upTo(1), 1)
            .map(UnrulyProgramTest::forever)
            .mapPartitions(it -> it)
            .countAsync();
    started.await();
    endless.cancel(true);
    assertThat(stopped.await(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void aListenerThatThrowsStopsNothing() {
    sc.addListener(
        new RddListener() {
          @Override
          public void onTaskStart(Task task) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onTaskEnd(Task task, TaskEnd end) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onStageCompleted(Stage s, Optional<String> failure) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onJobStart(JobStart job) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onJobEnd(JobEnd job) {
            throw new IllegalStateException("listener");
          }
        });
    assertThat(sc.parallelize(upTo(10), 3).count()).isEqualTo(10);
  }

  @Test
  void aClosedContextRefusesEverythingAtOnce() {
    RddContext closed = Contexts.open(folder);
    Rdd<Integer> rdd = closed.parallelize(upTo(10), 2);
    closed.close();
    List<ThrowingCallable> calls =
        List.of(
            () -> closed.parallelize(upTo(10), 2),
            () -> closed.textFile(folder.toString()),
            () -> closed.broadcast(1),
            closed::emptyRDD,
            () -> rdd.map(x -> x),
            rdd::count);
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the context 'test' is closed; open another one");
    }
  }

  /** As those of the pool of all parallel streams do, which also run what a driver does at once. */
  @Test
  void aThreadThatATaskHasStartedRunsActionsWhenTheTaskIsOver() throws Exception {
    pool = Executors.newSingleThreadExecutor();
    try {
      Rdd<Integer> rdd = sc.parallelize(upTo(5), 1);
      rdd.foreachPartition(all -> pool.submit(() -> all.next()).get());
      assertThat(pool.submit(rdd::count).get()).isEqualTo(5);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void anActionInsideAFunctionIsRefusedAndNamed() {
    Rdd<Integer> inner = sc.parallelize(upTo(10), 2);
    assertThatThrownBy(() -> sc.parallelize(upTo(3), 1).map(x -> inner.count() + x).collect())
        .hasMessageContaining("count was called inside a function of another RDD");
    assertThatThrownBy(() -> sc.parallelize(upTo(3), 1).map(x -> inner.map(y -> y).id()).collect())
        .hasMessageContaining("inside a function of another RDD");
    assertThatThrownBy(
            () ->
                sc.parallelize(upTo(3), 1)
                    .map(x -> inner.context().parallelize(upTo(2)).count())
                    .collect())
        .hasMessageContaining("inside a function of another RDD");
  }

  @Test
  void aListenerThatNeverReturnsStopsNothing() {
    CountDownLatch never = new CountDownLatch(1);
    try (RddContext impatient =
        Contexts.open(folder, options -> options.withConf("patience", "50"))) {
      impatient.addListener(
          new RddListener() {
            @Override
            public void onJobStart(JobStart job) {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          });
      assertThat(impatient.parallelize(upTo(10), 3).count()).isEqualTo(10);
      assertThat(impatient.parallelize(upTo(10), 3).count()).isEqualTo(10);
    }
  }

  private static Iterator<Integer> same(Iterator<Integer> it) {
    return it;
  }

  @Test
  void aThousandMapPartitionsAreComputed() {
    // one partition: each step has a thread of its own, and systems do not let all have thousands
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 1);
    for (int i = 0; i < 1000; i++) {
      rdd = rdd.mapPartitions(UnrulyProgramTest::same);
    }
    assertThat(rdd.count()).isEqualTo(10);
  }

  @Test
  void tooManySamplesFailWithTheRemedy() {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2);
    for (int i = 0; i < 20_000; i++) {
      rdd = rdd.sample(false, 1.0, 1);
    }
    assertThatThrownBy(rdd::count)
        .hasMessageContaining("step 'sample'")
        .hasMessageContaining("lineage is too long")
        .hasMessageContaining("checkpoint()");
  }

  @Test
  void whoReadsOneRecordHasHardlyMoreComputed() {
    LongAccumulator seen = sc.longAccumulator("seen");
    Rdd<Integer> r =
        sc.parallelize(upTo(3000), 1)
            .map(
                x -> {
                  seen.add(1);
                  return x;
                })
            .mapPartitions(it -> List.of(it.next()).iterator());
    r.cache();
    assertThat(r.collect()).containsExactly(0);
    assertThat(r.collect()).containsExactly(0);
    assertThat(seen.value()).isLessThan(4);
  }
}
