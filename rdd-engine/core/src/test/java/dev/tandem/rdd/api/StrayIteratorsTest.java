package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions that hand the records of a partition to other threads, or keep them for later. */
@Timeout(300)
class StrayIteratorsTest extends ApiTest {
  /** Where a function that was copied and one that waits for it meet. */
  private static final AtomicReference<Iterator<Integer>> KEPT = new AtomicReference<>();

  private static final AtomicReference<FutureTask<Void>> READING = new AtomicReference<>();

  private static final int RACES = 2_000;
  private static final Queue<FutureTask<Integer>> READERS = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger LATE = new AtomicInteger();

  /** By partition: 1 when nobody may compute it any more. */
  private static AtomicIntegerArray over;

  private static CountDownLatch begun;

  @Test
  void anotherThreadMayReadThem() {
    Rdd<Integer> read =
        sc.parallelize(upTo(10_000), 3)
            .mapPartitions(
                all -> {
                  List<Integer> found = new ArrayList<>();
                  Thread reader = new Thread(() -> all.forEachRemaining(found::add));
                  reader.start();
                  reader.join();
                  return found.iterator();
                });
    assertThat(read.collect()).isEqualTo(upTo(10_000));
  }

  @Test
  void whoReadsThemAfterTheCallIsToldSo() {
    for (int first : new int[] {0, 1, 100}) {
      Rdd<Integer> kept =
          sc.parallelize(upTo(10_000), 1)
              .mapPartitions(
                  all -> {
                    KEPT.set(all);
                    List<Integer> some = new ArrayList<>();
                    while (some.size() < first) {
                      some.add(all.next());
                    }
                    return some.iterator();
                  });
      assertThat(kept.collect()).hasSize(first);
      assertThatThrownBy(KEPT.get()::hasNext)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("belong to the call that got them");
      assertThatThrownBy(KEPT.get()::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aThreadThatStillReadsWhenTheCallEndsIsToldSoToo() throws Exception {
    begun = new CountDownLatch(1);
    Rdd<Integer> left =
        sc.parallelize(upTo(1_000_000), 1)
            .mapPartitions(
                all -> {
                  FutureTask<Void> endless =
                      new FutureTask<>(
                          () -> {
                            while (true) {
                              all.next();
                              begun.countDown();
                              LockSupport.parkNanos(1_000); // there is more than it can read
                            }
                          });
                  READING.set(endless);
                  new Thread(endless, "test-stray-reader").start();
                  begun.await();
                  return List.of(1).iterator();
                });
    assertThat(left.collect()).containsExactly(1);
    assertThatThrownBy(() -> READING.get().get())
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  /** Each partition is a race of one that ends with one that begins to read. */
  @Test
  void whoBeginsToReadWhenTheCallEndsStartsNothing() throws Exception {
    READERS.clear();
    LATE.set(0);
    over = new AtomicIntegerArray(RACES);
    sc.parallelize(upTo(RACES), RACES)
        .map(
            i -> {
              LATE.addAndGet(over.get(i));
              return i;
            })
        .mapPartitionsWithIndex(
            (i, all) -> {
              CountDownLatch ready = new CountDownLatch(1);
              FutureTask<Integer> reader =
                  new FutureTask<>(
                      () -> {
                        ready.countDown();
                        return all.next();
                      });
              READERS.add(reader);
              new Thread(reader, "test-stray-reader").start();
              ready.await();
              return List.of(i).iterator();
            },
            false)
        .foreachPartition(
            given -> {
              int i = given.next();
              given.forEachRemaining(more -> {});
              over.set(i, 1); // the call has ended, and so has what it has read
            });
    for (FutureTask<Integer> reader : READERS) {
      try {
        assertThat(reader.get()).isNotNegative();
      } catch (ExecutionException e) {
        assertThat(e).hasRootCauseInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(LATE).as("records computed for nobody").hasValue(0);
  }
}
