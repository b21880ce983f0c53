package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskStatesTest {
  private final TaskStates<String> tasks = new TaskStates<>(4);

  @Test
  void attemptsAndFailuresAreCountedByTask() {
    assertThat(tasks.nextAttempt(1)).isZero();
    assertThat(tasks.nextAttempt(1)).isEqualTo(1);
    assertThat(tasks.nextAttempt(2)).isZero();
    assertThat(tasks.fail(1)).isEqualTo(1);
    assertThat(tasks.fail(1)).isEqualTo(2);
    assertThat(tasks.failures(2)).isZero();
  }

  @Test
  void theFirstAttemptThatAsksIsCommittedUnlessItsCommitFails() {
    assertThat(tasks.claim(3, "a")).isTrue();
    assertThat(tasks.claim(3, "b")).isFalse();
    assertThat(tasks.isClaimed(3)).isTrue();
    tasks.unclaim(3);
    assertThat(tasks.isClaimed(3)).isFalse();
    assertThat(tasks.claim(3, "b")).isTrue();
  }

  @Test
  void resultsHaveThePlacesOfTheirTasks() {
    tasks.commit(2, "two");
    tasks.commit(0, "zero");
    assertThat(tasks.results()).containsExactly("zero", null, "two", null);
    assertThat(tasks.isDone(2)).isTrue();
    assertThat(tasks.isDone(1)).isFalse();
    assertThat(tasks.open()).isEqualTo(2);
    assertThat(tasks.ended()).isEqualTo(2);
  }

  @Test
  void noMoreTasksAreGivenUpThanThePartThatMay() {
    assertThat(tasks.giveUp(0, 24.9)).isFalse();
    assertThat(tasks.giveUp(0, 0)).isFalse();
    assertThat(tasks.open()).isEqualTo(4);
    assertThat(tasks.giveUp(0, 25)).isTrue();
    assertThat(tasks.giveUp(1, 25)).isFalse();
    assertThat(tasks.giveUp(1, 50)).isTrue();
    assertThat(tasks.isDone(0)).isTrue();
    assertThat(tasks.open()).isEqualTo(2);
  }
}
