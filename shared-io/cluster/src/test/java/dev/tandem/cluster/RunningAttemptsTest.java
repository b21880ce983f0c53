package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunningAttemptsTest {
  private final Node first = new Node(0, "node0");
  private final Node second = new Node(1, "node1");
  private final RunningAttempts<String> running = new RunningAttempts<>(new Object());

  private AttemptRun<String> start(int place, Node node) {
    TaskContext context =
        TaskContext.elsewhere(
            RunOptions.defaults(), new Attempt("unit", place, 0), node, "scratch");
    AttemptRun<String> attempt = new AttemptRun<>(null, place, any -> "", context, 0, 0);
    running.add(attempt);
    return attempt;
  }

  @Test
  void areFoundByTaskAndByNode() {
    AttemptRun<String> a = start(0, first);
    AttemptRun<String> b = start(1, second);
    AttemptRun<String> c = start(0, second);
    assertThat(running.all()).containsExactly(a, b, c);
    assertThat(running.of(0)).containsExactly(a, c);
    assertThat(running.on(second)).containsExactly(b, c);
    assertThat(running.remove(a)).isTrue();
    assertThat(running.remove(a)).isFalse();
    assertThat(running.size()).isEqualTo(2);
  }

  @Test
  void thoseThatDoNotEndAreToldAfterTheTimeThatTheyHave() {
    AttemptRun<String> deaf = start(0, first);
    assertThat(running.stopAll(1)).containsExactly(deaf);
    assertThat(deaf.context.stopped()).isTrue();
  }

  @Test
  void whoIsInterruptedWaitsAllTheSame() {
    AttemptRun<String> slow = start(0, first);
    Thread.currentThread().interrupt();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              while (!slow.context.stopped()) {
                Thread.onSpinWait();
              }
              running.remove(slow);
            });
    assertThat(running.stopAll(Integer.MAX_VALUE)).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(end).succeedsWithin(java.time.Duration.ofSeconds(100));
  }
}
