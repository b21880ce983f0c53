package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.testkit.probe.Numbers;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sorts have a stage more than other shuffles: their keys are sampled first. */
@Timeout(120)
class SortedStagesTest {
  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(2, 100);

  @Test
  void theSampleIsAStageOfItsOwnAndRunsOnce() {
    try (Program program = new Program(folder, UnaryOperator.identity())) {
      RddNode sorted = program.sort(3, program.keyBy(program.read(numbers), 10));
      assertThat(program.collect(program.lists(sorted))).hasSize(10);
      assertThat(program.collect(program.lists(sorted))).hasSize(10);
      assertThat(program.stages())
          .containsExactly("sample for group 2", "group 2", "collect 3", "collect 3");
    }
  }

  /** Bounds are chosen on the driver. */
  @Test
  void whatTheOrderThrowsThereNamesTheSort() {
    Order<Object> broken =
        Orders.by(
            (Comparator<Object> & Serializable)
                (a, b) -> {
                  throw new IllegalArgumentException(a + " has no place beside " + b);
                });
    try (Program program = new Program(folder, UnaryOperator.identity())) {
      RddNode sorted = program.sort(broken, 3, program.keyBy(program.read(numbers), 10));
      assertThatThrownBy(() -> program.collect(sorted))
          .isInstanceOf(StepFailure.class)
          .hasMessageStartingWith("step 'group': java.lang.IllegalArgumentException: ")
          .hasMessageContaining(" has no place beside ");
    }
  }

  @Test
  void aSortThatNeverCameToItsSampleIsForgotten() {
    try (Program program = new Program(folder, UnaryOperator.identity())) {
      for (int job = 0; job < 10; job++) {
        fail(program);
      }
      assertThat(program.known.sorts()).isPositive();
      Until.holds(
          () -> {
            System.gc();
            return program.known.sorts() <= 2; // those whose tasks the two slots have run last
          });
    }
  }

  /** In a frame of its own: what a frame refers to is reached. */
  private void fail(Program program) {
    RddNode broken =
        program.map(
            program.read(numbers),
            number -> {
              throw new IllegalArgumentException("not " + number);
            });
    RddNode sorted = program.sort(3, program.keyBy(broken, 10));
    assertThatThrownBy(() -> program.collect(sorted)).isInstanceOf(JobFailed.class);
  }
}
