package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the threads of one attempt count. */
class CounterCellsTest {
  private static final int THREADS = 4;
  private static final int OPERATIONS = 100;
  private static final int ADDS = 10_000;

  @Test
  void threadsOfOneAttemptLoseNothing() throws Exception {
    CounterCells cells = new CounterCells();
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> count(cells, together)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(cells.amounts()).hasSize(OPERATIONS);
    assertThat(cells.amounts().values())
        .allSatisfy(names -> assertThat(names).containsOnly(Map.entry("n", (long) THREADS * ADDS)));
  }

  private static Void count(CounterCells cells, CyclicBarrier together) throws Exception {
    for (int operation = 0; operation < OPERATIONS; operation++) {
      together.await(60, TimeUnit.SECONDS);
      Counter counter = cells.cell(operation, 0, 0, "n");
      for (int i = 0; i < ADDS; i++) {
        counter.add(1);
      }
    }
    return null;
  }
}
