package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptWatchTest {
  private static final long LATE = 1_000_000;
  private final Node node = new Node(0, "node0");

  private AttemptRun<String> start(int place, int number) {
    TaskContext context =
        TaskContext.elsewhere(
            RunOptions.defaults(), new Attempt("unit", place, number), node, "scratch");
    return new AttemptRun<>(null, place, any -> "", context, 0, 0);
  }

  /** Of 100 tasks one has ended after a nanosecond. */
  private AttemptWatch<String> watch(Speculation rule) {
    AttemptWatch<String> watch = new AttemptWatch<>(TaskPolicy.DEFAULT.withSpeculation(rule), 100);
    watch.committed(start(99, 0), 1);
    return watch;
  }

  private List<AttemptRun<String>> running(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> start(i, 0)).toList());
  }

  /** An attempt ends, and with the first one of a task also what was tried beside it. */
  private static void end(
      AttemptWatch<String> watch, List<AttemptRun<String>> running, AttemptRun<String> ended) {
    boolean all = ended.context.attempt().number() == 0;
    List<AttemptRun<String>> gone =
        running.stream()
            .filter(attempt -> attempt == ended || all && attempt.place == ended.place)
            .toList();
    gone.forEach(watch::ended);
    running.removeAll(gone);
  }

  @Test
  void noMoreTasksThanTheCapHaveASecondAttemptAtATime() {
    AttemptWatch<String> watch = watch(new Speculation.Hadoop(1, 0, 0, 2));
    List<AttemptRun<String>> running = running(5);
    assertThat(watch.slow(running, LATE)).containsExactly(running.get(0), running.get(1));
    assertThat(watch.slow(running, LATE)).as("while the second ones wait for slots").isEmpty();
    running.add(start(0, 1));
    running.add(start(1, 1));
    assertThat(watch.slow(running, LATE)).as("while they run").isEmpty();
    end(watch, running, running.get(0));
    assertThat(watch.slow(running, LATE)).extracting(attempt -> attempt.place).containsExactly(2);
    end(watch, running, running.get(0));
    end(watch, running, running.get(0));
    assertThat(watch.slow(running, LATE))
        .extracting(attempt -> attempt.place)
        .containsExactly(3, 4);
  }

  @Test
  void aSecondAttemptThatEndsGivesItsPlaceBackAndItsTaskGetsNoThird() {
    AttemptWatch<String> watch = watch(new Speculation.Hadoop(1, 0, 0, 1));
    List<AttemptRun<String>> running = running(2);
    assertThat(watch.slow(running, LATE)).containsExactly(running.get(0));
    AttemptRun<String> second = start(0, 1);
    running.add(second);
    end(watch, running, second);
    assertThat(watch.slow(running, LATE)).extracting(attempt -> attempt.place).containsExactly(1);
  }

  @Test
  void secondAttemptsAreNoTasks() {
    AttemptWatch<String> quarter = watch(new Speculation.Hadoop(1, 0.25, 0, 1));
    List<AttemptRun<String>> running = running(20);
    List<AttemptRun<String>> slow = quarter.slow(running, LATE);
    assertThat(slow).hasSize(5);
    slow.forEach(attempt -> running.add(start(attempt.place, 1)));
    assertThat(quarter.slow(running, LATE)).isEmpty();
  }

  @Test
  void theCapsGrowWithTheRunningTasksAndWithAll() {
    List<AttemptRun<String>> running = running(20);
    assertThat(watch(new Speculation.Hadoop(1, 0.25, 0, 1)).slow(running, LATE)).hasSize(5);
    assertThat(watch(new Speculation.Hadoop(1, 0, 0.07, 1)).slow(running, LATE)).hasSize(7);
    assertThat(watch(new Speculation.Hadoop(1, 0, 0, 3)).slow(running, LATE)).hasSize(3);
    assertThat(watch(new Speculation.Hadoop(1, 0, 0, 0)).slow(running, LATE)).isEmpty();
  }
}
