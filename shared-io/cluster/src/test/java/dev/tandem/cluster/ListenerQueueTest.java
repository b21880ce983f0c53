package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that throw, that never return, and that cannot keep up. */
@Timeout(300)
class ListenerQueueTest {
  @TempDir Path folder;

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  private List<Integer> run(RunListener listener, String patience) {
    RunOptions options =
        RunOptions.defaults()
            .withNodes(1, 2)
            .withListener(listener)
            .withConf("patience", patience)
            .withScratch(folder.toString());
    try (Cluster cluster = new Cluster("test", "none", options)) {
      List<Task<Integer>> tasks = List.of(context -> 1, context -> 2, context -> 3);
      List<Integer> results = cluster.run(TaskSet.of("unit", tasks));
      cluster.log().warn("a note");
      warnings.addAll(cluster.log().warnings());
      return results;
    }
  }

  @Test
  void aListenerThatThrowsHurtsNothingAndGoesOnHearing() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    RunListener broken =
        new RunListener() {
          @Override
          public void unitStarted(String unit, int tasks) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void attemptStarted(String unit, int task, int attempt) {
            throw new AssertionError("broken too");
          }

          @Override
          public void taskFinished(String unit, int task, int attempt) {
            heard.add("task");
            throw new StackOverflowError();
          }

          @Override
          public void unitFinished(String unit) {
            heard.add(unit);
          }
        };
    assertThat(run(broken, "10000")).containsExactly(1, 2, 3);
    assertThat(heard).containsExactly("task", "task", "task", "unit");
    assertThat(warnings)
        .containsExactly("a listener has failed: IllegalStateException: broken", "a note");
  }

  @Test
  void aListenerThatNeverReturnsIsNotWaitedForForEver() {
    CountDownLatch never = new CountDownLatch(1);
    RunListener stuck =
        new RunListener() {
          @Override
          public void unitStarted(String unit, int tasks) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThat(run(stuck, "50")).containsExactly(1, 2, 3);
  }

  @Test
  void whoCannotKeepUpDoesNotHearOfEverythingAndIsNamedOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    ListenerQueue queue = new ListenerQueue(new RunListener() {}, warnings::add, 10);
    queue.post(
        () -> {
          begun.countDown();
          awaitQuietly(mayGoOn);
        });
    begun.await();
    for (int i = 0; i < 20_000; i++) {
      int event = i;
      queue.post(() -> heard.add(event));
    }
    queue.settle(); // gives up
    assertThat(warnings).containsExactly("a listener is too slow: it does not hear of everything");
    mayGoOn.countDown();
    CountDownLatch last = new CountDownLatch(1);
    while (last.getCount() > 0) {
      queue.post(last::countDown); // left out as long as there is no room
      queue.settle();
    }
    assertThat(heard).hasSize(10_000).isSorted();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatHappensIsHeardInOrderBeforeTheRunGoesOn() {
    List<String> heard = new ArrayList<>(); // without a lock: settling orders what it waits for
    RunListener listener =
        new RunListener() {
          @Override
          public void unitStarted(String unit, int tasks) {
            heard.add("begins " + tasks);
          }

          @Override
          public void unitFinished(String unit) {
            heard.add("ends");
          }

          @Override
          public void warning(String message) {
            heard.add(message);
          }
        };
    run(listener, "10000");
    assertThat(heard).containsExactly("begins 3", "ends", "a note");
  }
}
