package dev.tandem.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Orders;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeTest {
  @TempDir Path folder;

  @Test
  void emptyPartitionsAreTriedInGrowingBatches() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      assertThat(runs.pipeline.read(Numbers.of(100, 0)).take(1)).isEmpty();
      assertThat(runs.stages()).containsExactly("take 1", "take 4", "take 20", "take 75");
      assertThat(runs.get(Measure.TASKS)).isEqualTo(100);
    }
  }

  @Test
  void noMoreIsReadThanIsNeeded() {
    Numbers numbers = Numbers.of(100, 1_000_000);
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      assertThat(runs.pipeline.read(numbers).map(n -> 2 * n).take(3)).containsExactly(0L, 2L, 4L);
      assertThat(runs.stages()).containsExactly("take 1");
      assertThat(numbers.read().count()).isEqualTo(3);
    }
  }

  @Test
  void recordsComeInTheOrderOfThePartitions() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      assertThat(runs.pipeline.read(Numbers.of(30, 2)).filter(n -> n > 20).take(4))
          .containsExactly(21L, 22L, 23L, 24L);
      assertThat(runs.stages()).first().isEqualTo("take 1");
    }
  }

  @Test
  void whatATakeLeavesUnreadKeepsTheBooksBalanced() {
    try (Runs runs = new Runs(folder, UnaryOperator.identity())) {
      var sorted = runs.pipeline.read(Numbers.of(4, 1000)).sort(Orders.longs());
      assertThat(sorted.take(2)).containsExactly(0L, 1L);
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(4000);
      assertThat(sorted.take(3999)).hasSize(3999);
      assertThat(sorted.count()).isEqualTo(4000);
      assertThat(runs.get(Measure.FETCHED_RECORDS)).isEqualTo(4000);
    }
  }
}
