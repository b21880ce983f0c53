package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ShuffleMemoryTest {
  @Test
  void largeCopiesGoToDisk() throws InterruptedException {
    ShuffleMemory memory = new ShuffleMemory(100, 25);
    assertThat(memory.reserve(26)).isFalse();
    assertThat(memory.reserve(25)).isTrue();
    assertThat(memory.used()).isEqualTo(25);
  }

  @Test
  void whoBeginsBelowTheLimitMayExceedItAndOthersWait() throws Exception {
    ShuffleMemory memory = new ShuffleMemory(100, 90);
    memory.reserve(90);
    memory.reserve(90);
    CountDownLatch asked = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> third =
          other.submit(
              () -> {
                asked.countDown();
                return memory.reserve(10);
              });
      asked.await();
      assertThat(memory.used()).isEqualTo(180);
      memory.release(90);
      assertThat(third.get()).isTrue();
      assertThat(memory.used()).isEqualTo(100);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void nobodyWaitsOnceTheCopyingHasFailed() throws InterruptedException {
    ShuffleMemory memory = new ShuffleMemory(10, 100);
    memory.reserve(50);
    memory.close();
    assertThat(memory.reserve(50)).isTrue();
  }
}
