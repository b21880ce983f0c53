package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that are told to stop: cancelled, no longer wanted, in vain. */
@Timeout(300)
class StoppedTasksTest extends ClusterFixture {
  private final CountDownLatch started = new CountDownLatch(1);

  /** Says that it has started, and waits for what never comes. */
  private final Task<Void> waits =
      context -> {
        started.countDown();
        new CountDownLatch(1).await();
        return null;
      };

  /** Does something on another thread once {@link #waits} has started. */
  private Thread onceStarted(Runnable action) {
    Thread other =
        new Thread(
            () -> {
              try {
                started.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              action.run();
            });
    other.start();
    return other;
  }

  @Test
  void cancelStopsATaskThatWaits() throws Exception {
    try (Cluster cluster = cluster(options(1, 1))) {
      Thread other = onceStarted(cluster::cancel);
      assertThatThrownBy(() -> cluster.run(TaskSet.of("waits", List.of(waits))))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("cancelled");
      other.join();
      assertThat(cluster.cancelled()).isTrue();
      assertThatThrownBy(() -> cluster.run(TaskSet.of("later", squares(1))))
          .hasMessageContaining("cancelled");
    }
  }

  @Test
  void closingFromAnotherThreadEndsARunningSet() throws Exception {
    Cluster cluster = cluster(options(1, 1));
    Thread other = onceStarted(cluster::close);
    assertThatThrownBy(() -> cluster.run(TaskSet.of("waits", List.of(waits))))
        .hasMessageContaining("cancelled");
    other.join();
  }

  @Test
  void whenATaskFailsForGoodTheOthersAreStoppedBeforeRunReturns() {
    AtomicInteger atWork = new AtomicInteger();
    CountDownLatch bothStarted = new CountDownLatch(2);
    Task<Void> endless =
        context -> {
          atWork.incrementAndGet();
          try {
            bothStarted.countDown();
            while (true) {
              context.checkStopped();
              Thread.onSpinWait();
            }
          } finally {
            atWork.decrementAndGet();
          }
        };
    Task<Void> bad =
        context -> {
          bothStarted.countDown();
          bothStarted.await();
          throw new IOException("disk on fire");
        };
    try (Cluster cluster = cluster(options(1, 2).withAttempts(1))) {
      assertThatThrownBy(() -> cluster.run(TaskSet.of("mixed", List.of(endless, bad))))
          .hasMessageContaining("disk on fire");
      assertThat(atWork).hasValue(0);
    }
  }

  @Test
  void aTaskThatDoesNotStopIsReported() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Thread[] slots = new Thread[2];
    Task<Void> deaf =
        context -> {
          slots[0] = Thread.currentThread();
          started.countDown();
          while (release.getCount() > 0) {
            Thread.onSpinWait();
          }
          return null;
        };
    Task<Void> bad =
        context -> {
          slots[1] = Thread.currentThread();
          started.await();
          throw new IOException("bad");
        };
    try (Cluster cluster = cluster(options(1, 2).withAttempts(1).withConf("patience", "20"))) {
      assertThatThrownBy(() -> cluster.run(TaskSet.of("deaf", List.of(deaf, bad))))
          .hasMessageContaining("bad");
      assertThat(cluster.log().warnings())
          .anyMatch(w -> w.contains("deaf, task 0") && w.contains("does not stop"));
      release.countDown();
    }
    for (Thread slot : slots) {
      slot.join(); // closing, too, is patient for a moment only
    }
  }

  @Test
  void enoughStopsTheOtherTasksAndTheLedgerDoesNotKnowThem() {
    List<Integer> accepted = new ArrayList<>();
    Task<Integer> first =
        context -> {
          context.ledger().add(Measure.INPUT_RECORDS, 1);
          return 7;
        };
    Task<Integer> endless =
        context -> {
          context.ledger().add(Measure.INPUT_RECORDS, 100);
          new CountDownLatch(1).await();
          return 8;
        };
    try (Cluster cluster = cluster(options(1, 2))) {
      TaskSet<Integer> set =
          TaskSet.of("take", List.of(first, endless, endless))
              .onAccepted((result, number) -> accepted.add(number))
              .stopWhen(() -> accepted.contains(0));
      assertThat(cluster.run(set)).containsExactly(7, null, null);
      assertThat(accepted).containsExactly(0);
      assertThat(cluster.log().ledger().get(Measure.INPUT_RECORDS)).isEqualTo(1);
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(1);
    }
  }

  /**
   * A take that has enough with its first task, and hears so only when another one has ended and
   * {@link #waits} has got its slot.
   */
  private UnitReport enoughBeside(Task<Void> other) {
    AtomicBoolean enough = new AtomicBoolean();
    Task<Void> first = context -> null;
    try (Cluster cluster = cluster(options(1, 1))) {
      cluster.run(
          TaskSet.of("take", List.of(first, other, waits))
              .onAccepted(
                  (result, number) -> {
                    awaitStart();
                    enough.set(true);
                  })
              .stopWhen(enough::get));
      return cluster.log().toReport(RunReport.Status.SUCCEEDED, null).units().get(0);
    }
  }

  private void awaitStart() {
    try {
      started.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsCommittedTooLateToBeAcceptedIsTakenBack() {
    AtomicInteger given = new AtomicInteger();
    UnitReport unit =
        enoughBeside(
            context -> {
              context.onAbort(given::incrementAndGet);
              context.onAccepted(given::incrementAndGet);
              return null;
            });
    assertThat(given).hasValue(1);
    assertThat(unit.tasks()).extracting(TaskReport::succeeded).containsExactly(true, false, false);
    assertThat(unit.ledger()).containsEntry(Measure.FAILED_ATTEMPTS, 0L);
  }

  @Test
  void whatHasFailedUnheardHasFailedAllTheSame() {
    UnitReport unit =
        enoughBeside(
            context -> {
              throw new IOException("bad disk");
            });
    assertThat(unit.tasks()).extracting(TaskReport::succeeded).containsExactly(true, false, false);
    assertThat(unit.ledger()).containsEntry(Measure.FAILED_ATTEMPTS, 1L);
  }

  @Test
  void whatIsRefusedIsTakenBackAndCountsForNothing() {
    AtomicInteger given = new AtomicInteger();
    Task<Void> refused =
        context -> {
          context.ledger().add(Measure.INPUT_RECORDS, 5);
          context.onAbort(given::incrementAndGet);
          context.onAccepted(() -> given.addAndGet(100));
          context.beforeAccepted(
              () -> {
                throw new JobFailed("other records than before");
              });
          return null;
        };
    List<Integer> accepted = new ArrayList<>();
    try (Cluster cluster = cluster(options(1, 1))) {
      assertThatThrownBy(
              () ->
                  cluster.run(
                      TaskSet.of("kept", List.of(context -> null, refused))
                          .onAccepted((result, number) -> accepted.add(number))))
          .isInstanceOf(JobFailed.class)
          .hasMessage("other records than before");
      assertThat(given).hasValue(1);
      assertThat(accepted).containsExactly(0);
      assertThat(cluster.log().ledger().get(Measure.INPUT_RECORDS)).isZero();
      assertThat(cluster.log().ledger().get(Measure.TASKS)).isEqualTo(1);
      assertThat(cluster.log().toReport(RunReport.Status.FAILED, null).units().get(0).tasks())
          .extracting(TaskReport::succeeded)
          .containsExactly(true, false);
    }
  }
}
