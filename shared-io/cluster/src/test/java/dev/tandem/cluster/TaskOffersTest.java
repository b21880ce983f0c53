package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.io.Attempt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskOffersTest extends ClusterFixture {
  private Cluster cluster;
  private Node first;
  private Node second;
  private final Object lock = new Object();
  private final TaskStates<Integer> states = new TaskStates<>(3);
  private final RunningAttempts<Integer> running = new RunningAttempts<>(lock);
  private TaskOffers<Integer> offers;

  @BeforeEach
  void begin() {
    cluster = cluster(options(2, 1));
    first = cluster.nodes().get(0);
    second = cluster.nodes().get(1);
    offers = offers(TaskPolicy.DEFAULT);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private TaskOffers<Integer> offers(TaskPolicy policy) {
    TaskSet<Integer> set = TaskSet.of("unit", squares(3)).scheduled(policy);
    return new TaskOffers<>(cluster, lock, set, states, running);
  }

  private AttemptRun<Integer> take(Node node) {
    return offers.next(null, node, 0);
  }

  private void end(AttemptRun<Integer> attempt, Ending ending) {
    running.remove(attempt);
    attempt.ending = ending;
    offers.ended(attempt);
  }

  @Test
  void tasksAreGivenInOrderAndRun() {
    assertThat(take(first).context.attempt()).hasToString(attempt(0, 0));
    assertThat(take(second).place).isEqualTo(1);
    assertThat(offers.isExhausted()).isFalse();
    assertThat(take(first).place).isEqualTo(2);
    assertThat(take(first)).isNull();
    assertThat(offers.isExhausted()).isTrue();
    assertThat(running.size()).isEqualTo(3);
  }

  private static String attempt(int task, int number) {
    return new Attempt("unit", task, number).toString();
  }

  @Test
  void aTaskThatHasFailedGoesToAnotherNodeAsItsNextAttempt() {
    AttemptRun<Integer> failed = take(first);
    end(failed, Ending.FAILED);
    offers.add(failed.place, 0);
    offers.heard(failed);
    assertThat(take(first).place).isEqualTo(1);
    assertThat(take(second).context.attempt()).hasToString(attempt(0, 1));
  }

  @Test
  void nobodyFindsOutASecondTimeThatAnInputIsLost() {
    AttemptRun<Integer> complaining = take(first);
    end(complaining, Ending.INPUT_LOST);
    assertThat(take(second)).isNull();
    assertThat(offers.wants(second)).isFalse();
    offers.heard(complaining);
    assertThat(offers.wants(second)).isTrue();
    assertThat(take(second).place).isEqualTo(1);
  }

  @Test
  void whileAnEndIsUnheardItsTaskMayComeBack() {
    AttemptRun<Integer> last = take(first);
    take(first);
    take(first);
    end(last, Ending.FAILED);
    assertThat(offers.isExhausted()).isFalse();
    offers.heard(last);
    assertThat(offers.isExhausted()).isTrue();
  }

  @Test
  void noMoreRunAtATimeThanThePolicySays() {
    offers = offers(TaskPolicy.DEFAULT.withWidth(1));
    AttemptRun<Integer> only = take(first);
    assertThat(take(second)).isNull();
    end(only, Ending.COMMITTED);
    assertThat(take(second).place).isEqualTo(1);
  }

  @Test
  void whatNeedsNoAttemptAndWhatIsStoppedIsNotGiven() {
    offers.remove(0);
    assertThat(take(first).place).isEqualTo(1);
    offers.stop();
    assertThat(offers.isStopped()).isTrue();
    assertThat(take(first)).isNull();
    assertThat(offers.wants(first)).isFalse();
    assertThat(offers.isExhausted()).as("nothing may begin in their place").isFalse();
  }
}
