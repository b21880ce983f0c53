package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions that hand the records of a partition to other threads, or keep them for later. */
@Timeout(60)
class StrayIteratorsTest extends ApiTest {
  /** Where a function that was copied and one that waits for it meet. */
  private static final AtomicReference<Iterator<Integer>> KEPT = new AtomicReference<>();

  private static final AtomicReference<FutureTask<Void>> READING = new AtomicReference<>();

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
}
