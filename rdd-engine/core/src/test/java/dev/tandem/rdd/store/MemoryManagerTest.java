package dev.tandem.rdd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.rdd.store.MemoryManager.Claim;
import org.junit.jupiter.api.Test;

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

  @Test
  void aTaskThatEndsGivesEverythingBack() {
    try (MemoryManager.TaskMemory task = memory.newTask()) {
      task.claim().hold(100 * KB);
      task.claim().hold(100 * KB);
    }
    assertThat(memory.used()).isZero();
  }
}
