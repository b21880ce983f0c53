package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A set that begins while the one that it depends on still runs. */
@Timeout(120)
class TwoSetsTest {
  @TempDir Path folder;

  private final CountDownLatch allBegun = new CountDownLatch(3);
  private final CountDownLatch firstBegun = new CountDownLatch(4);
  private final CountDownLatch restoring = new CountDownLatch(1);
  private final CountDownLatch complete = new CountDownLatch(4);
  private final AtomicInteger restores = new AtomicInteger();

  private static Task<Integer> on(int node, Task<Integer> task) {
    return new Task<>() {
      @Override
      public Integer run(TaskContext context) throws Exception {
        return task.run(context);
      }

      @Override
      public int preferredNode() {
        return node;
      }
    };
  }

  /** One task for each slot: all of them run where they want to. */
  private Integer running(int result) throws InterruptedException {
    firstBegun.countDown();
    firstBegun.await();
    return result;
  }

  /** Waits, as a reduce task does, for all tasks of the first set. */
  private Integer waits() throws InterruptedException {
    allBegun.countDown();
    complete.await();
    return 1;
  }

  private Integer complains(TaskContext context) throws Exception {
    allBegun.countDown();
    allBegun.await();
    if (context.attempt().number() == 0) {
      throw new FetchFailure("first", 0, new IOException("lost"));
    }
    return waits();
  }

  /** Fails on the node that has the only free slot, and lets the other task of the set end. */
  private Integer restored(TaskContext context) {
    restoring.countDown();
    if (restores.getAndIncrement() == 0) {
      throw new IllegalStateException("once");
    }
    return 0;
  }

  @Test
  void aLostInputIsRestoredThoughItsFirstTryFailsAndAllOthersWait() {
    RunOptions options = RunOptions.defaults().withNodes(2, 2).withScratch(folder.toString());
    try (Cluster cluster = new Cluster("two", "none", options)) {
      Task<Integer> quick = context -> running(0);
      Task<Integer> last =
          context -> {
            running(1);
            restoring.await();
            return 1;
          };
      TaskSet<Integer> first =
          TaskSet.of("first", List.of(on(0, quick), on(0, quick), on(1, quick), on(1, last)))
              .onAccepted((result, task) -> complete.countDown());
      TaskSet<Integer> again =
          TaskSet.<Integer>of("first", List.of(on(1, this::restored))).recomputing();
      TaskSet<Integer> second =
          TaskSet.<Integer>of(
                  "second",
                  List.of(
                      on(0, context -> waits()), on(1, this::complains), on(0, context -> waits())))
              .onFetchFailure(failure -> cluster.run(again));
      assertThat(cluster.run(first, second, 3)).containsExactly(1, 1, 1);
      assertThat(restores).hasValue(2);
    }
  }

  private final AtomicInteger earlyAttempts = new AtomicInteger();
  private final AtomicInteger lastAttempts = new AtomicInteger();

  private Integer counted() throws InterruptedException {
    earlyAttempts.incrementAndGet();
    return waits();
  }

  /** Fails once, when all tasks of the second set wait. */
  private Integer failsOnce() throws InterruptedException {
    allBegun.await();
    if (lastAttempts.getAndIncrement() == 0) {
      throw new IllegalStateException("once");
    }
    return 1;
  }

  private void runWithALastTaskThatFailsOnce(int nodes, int slots, List<Integer> early) {
    RunOptions options =
        RunOptions.defaults().withNodes(nodes, slots).withScratch(folder.toString());
    try (Cluster cluster = new Cluster("two", "none", options)) {
      Task<Integer> quick = context -> 0;
      TaskSet<Integer> first =
          TaskSet.of("first", List.of(quick, quick, quick, on(nodes - 1, context -> failsOnce())))
              .onAccepted((result, task) -> complete.countDown());
      List<Task<Integer>> tasks =
          early.stream().map(node -> on(node, context -> counted())).toList();
      assertThat(cluster.run(first, TaskSet.of("second", tasks), 3)).containsExactly(1, 1, 1);
      assertThat(lastAttempts).hasValue(2);
    }
  }

  @Test
  void aTaskThatFindsItsOwnSlotFreeDisturbsNobody() {
    runWithALastTaskThatFailsOnce(1, 4, List.of(0, 0, 0));
    assertThat(earlyAttempts).hasValue(3);
  }

  /** The second attempt wants another node, on which two others wait for it. */
  @Test
  void whereAllSlotsAreHeldOneIsGivenBack() {
    runWithALastTaskThatFailsOnce(2, 2, List.of(0, 0, 1));
    assertThat(earlyAttempts).hasValue(4);
  }
}
