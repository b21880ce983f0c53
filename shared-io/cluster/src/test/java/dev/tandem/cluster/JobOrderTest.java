package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which job a slot asks first: the figures are those of Spark's FairSchedulingAlgorithm. */
class JobOrderTest {
  private final RunningJob first = new RunningJob(0, "first", new Pool("production", 3, 2));
  private final RunningJob second = new RunningJob(1, "second", Pool.named("adhoc"));
  private final RunningJob third = new RunningJob(2, "third", new Pool("production", 3, 2));

  private List<Integer> order(JobOrder order, int ofFirst, int ofSecond, int ofThird) {
    Map<RunningJob, Integer> running = Map.of(first, ofFirst, second, ofSecond, third, ofThird);
    return order.of(List.of(first, second, third), running::get).stream()
        .map(RunningJob::number)
        .toList();
  }

  @Test
  void firstInFirstOutAsksTheEarlierJobWhateverRuns() {
    assertThat(order(JobOrder.FIFO, 9, 0, 0)).containsExactly(0, 1, 2);
  }

  @Test
  void aPoolBelowItsMinimumComesFirst() {
    assertThat(order(JobOrder.FAIR, 1, 0, 0)).containsExactly(0, 2, 1);
    assertThat(order(JobOrder.FAIR, 1, 0, 1)).as("it has its two").containsExactly(1, 0, 2);
  }

  @Test
  void beyondThatTheWeightsDecide() {
    assertThat(order(JobOrder.FAIR, 1, 1, 1)).as("2 / 3 below 1 / 1").containsExactly(0, 2, 1);
    assertThat(order(JobOrder.FAIR, 2, 1, 2)).as("4 / 3 above 1 / 1").containsExactly(1, 0, 2);
    assertThat(order(JobOrder.FAIR, 2, 1, 1))
        .as("3 / 3 is 1 / 1: by name")
        .containsExactly(1, 0, 2);
  }

  @Test
  void aPoolHasAWeight() {
    assertThatThrownBy(() -> new Pool("none", 0, 0)).hasMessageContaining("weight");
  }
}
