package dev.tandem.rdd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.rdd.store.MemoryManager.Claim;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class MemoryManagerTest {
  private static final long KB = 1 << 10;

  private long evictable;
  private final MemoryManager memory =
      new MemoryManager(
          new MemoryBudget(1000 * KB, 2),
          (wanted, except) -> {
            long freed = Math.min(wanted, evictable);
            evictable -= freed;
            return freed;
          });

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void cache(long bytes) {
    assertThat(memory.acquireStorage(bytes, 1)).isTrue();
    evictable += bytes;
  }

  @Test
  void aTaskGetsAtMostItsShare() {
    Claim claim = memory.newTask().claim();
    assertThat(claim.hold(400 * KB)).isTrue();
    assertThat(claim.hold(501 * KB)).isFalse();
    assertThat(memory.newTask().claim().hold(400 * KB)).isTrue();
  }

  @Test
  void allBuffersOfATaskShareItsShare() {
    MemoryManager.TaskMemory task = memory.newTask();
    assertThat(task.claim().hold(300 * KB)).isTrue();
    Claim second = task.claim();
    assertThat(second.hold(300 * KB)).isFalse();
    assertThat(second.hold(60 * KB)).as("the floor").isTrue();
  }

  @Test
  void theRoomOfShufflesIsWhatTheyWouldBeGranted() {
    assertThat(memory.shuffleRoom()).isEqualTo(750 * KB);
    cache(600 * KB); // of which half of the budget stays
    assertThat(memory.shuffleRoom()).isEqualTo(500 * KB);
    assertThat(memory.acquireShuffle(501 * KB)).isFalse();
    assertThat(memory.acquireShuffle(500 * KB)).isTrue();
    assertThat(memory.shuffleRoom()).isZero();
  }

  @Test
  void executionDropsStorageDownToHalfOfTheBudget() {
    cache(900 * KB);
    Claim claim = memory.newTask().claim();
    assertThat(claim.hold(450 * KB)).isTrue();
    assertThat(evictable).isEqualTo(550 * KB);
    assertThat(memory.newTask().claim().hold(200 * KB)).as("below half").isFalse();
    assertThat(evictable).isEqualTo(550 * KB);
  }

  @Test
  void storageTakesNothingFromExecution() {
    Claim claim = memory.newTask().claim();
    assertThat(claim.hold(450 * KB)).isTrue();
    assertThat(memory.acquireStorage(600 * KB, 1)).isFalse();
    assertThat(memory.acquireStorage(500 * KB, 1)).isTrue();
  }

  @Test
  void storageDropsStorage() {
    cache(900 * KB);
    assertThat(memory.acquireStorage(300 * KB, 2)).isTrue();
    assertThat(evictable).isEqualTo(700 * KB);
  }

  @Test
  void publishedDataTakesAtMostThreeQuartersAndIsGivenBack() {
    Claim claim = memory.newTask().claim();
    claim.hold(400 * KB);
    assertThat(claim.publish(400 * KB)).isTrue();
    assertThat(memory.used()).isEqualTo(400 * KB);
    assertThat(memory.newTask().claim().publish(351 * KB)).isFalse();
    assertThat(memory.newTask().claim().publish(350 * KB)).isTrue();
    memory.releaseShuffle(750 * KB);
    assertThat(memory.used()).isZero();
  }

  /** A file store that takes its time, as far as the manager can tell. */
  @Test
  void whileOneWaitsForASlowEvictionOthersGetMemory() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    MemoryManager slow =
        new MemoryManager(
            new MemoryBudget(1000 * KB, 2),
            (wanted, except) -> {
              begun.countDown();
              await(mayEnd);
              return wanted;
            });
    assertThat(slow.acquireStorage(700 * KB, 1)).isTrue();
    CompletableFuture<Boolean> evicting =
        CompletableFuture.supplyAsync(() -> slow.newTask().claim().hold(400 * KB));
    begun.await();
    Claim other = slow.newTask().claim();
    assertThat(other.hold(200 * KB)).isTrue();
    assertThat(other.hold(450 * KB)).as("half is spared, also of what is leaving").isFalse();
    assertThat(other.publish(100 * KB)).isTrue();
    mayEnd.countDown();
    assertThat(evicting.get()).isTrue();
    assertThat(slow.used()).isEqualTo(700 * KB - 100 * KB + 400 * KB);
  }

  @Test
  void whoFindsNothingToEvictIsRefused() {
    MemoryManager empty = new MemoryManager(new MemoryBudget(1000 * KB, 2), (wanted, no) -> 0);
    assertThat(empty.acquireStorage(900 * KB, 1)).isTrue();
    assertThat(empty.newTask().claim().hold(300 * KB)).isFalse();
    assertThat(empty.used()).isEqualTo(900 * KB);
  }

  @Test
  void aTaskThatEndsGivesEverythingBack() {
    try (MemoryManager.TaskMemory task = memory.newTask()) {
      task.claim().hold(100 * KB);
      task.claim().hold(100 * KB);
    }
    assertThat(memory.used()).isZero();
  }
}
