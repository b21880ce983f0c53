package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job may catch the failure of an action and go on: what that leaves behind. */
class AfterFailureTest {
  @TempDir Path folder;

  private static Long fail(Long sum) {
    throw new IllegalStateException("bad");
  }

  /** Else it would keep the memory from those that come. */
  @Test
  void nobodyWaitsForWhatAFailedActionWouldHaveRead() {
    try (Runs runs = new Runs(folder, options -> options.withMemory(1 << 20))) {
      for (int i = 0; i < 8; i++) {
        KeyedBag<Long, Long> counts =
            runs.pipeline
                .read(Numbers.of(4, 2000))
                .keyBy(n -> n)
                .groupByKey()
                .aggregate(Aggregators.count());
        assertThatThrownBy(() -> counts.mapValues(AfterFailureTest::fail).collect())
            .isInstanceOf(JobFailed.class);
      }
      PartitionStore store = runs.session.runtime().store();
      assertThat(store.memory().used()).isBetween(1L, store.memory().idleShuffle());
    }
  }
}
