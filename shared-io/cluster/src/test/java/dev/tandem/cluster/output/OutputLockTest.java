package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Owner;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that want the same output, at the same time or one after the other's death. */
@Timeout(120)
class OutputLockTest extends OutputFixture {
  @Test
  void ofTwoRunsForOneOutputExactlyOneWins() throws Exception {
    ExecutorService rivals = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 100; round++) {
        reset(false);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          ends.add(
              rivals.submit(
                  () -> {
                    start.await();
                    try {
                      run(options.withConf("sync", "false"));
                      return true;
                    } catch (JobFailed e) {
                      assertThat(e.getMessage())
                          .containsAnyOf("exists already", "is being written by another run");
                      return false;
                    }
                  }));
        }
        start.countDown();
        assertThat(ends.get(0).get()).isNotEqualTo(ends.get(1).get());
        assertThat(content(out)).isEqualTo(COMPLETE);
        assertThat(siblings()).containsExactly("out");
      }
    } finally {
      rivals.shutdownNow();
      assertThat(rivals.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void theLoserIsToldWhoHoldsTheOutput() {
    try (Cluster first = new Cluster("first", "none", options);
        OutputStage stage = OutputStage.open(first)) {
      assertThat(stage).isNotNull();
      assertThatThrownBy(() -> run(options))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining(
              "is being written by another run (process " + ProcessHandle.current().pid());
    }
    run(options);
    assertThat(content(out)).isEqualTo(COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLockOfAKilledRunIsTakenOverAndItsLeftoversGo(boolean killedWhileReplacing)
      throws IOException {
    Owner me = Owner.current();
    assumeTrue(me.startMillis() > 0, "the system does not tell when a process began");
    Owner dead = new Owner(me.host(), me.pid(), me.startMillis() - 1_000_000);
    Files.createDirectories(parent.resolve(".out.tandem-abc-1/data"));
    Files.writeString(parent.resolve(".out.tandem-abc-1/data/part-m-00000.txt"), "litter");
    Files.writeString(parent.resolve(".out.tandem-lock"), dead + " abc-1");
    if (killedWhileReplacing) {
      Files.createDirectories(parent.resolve(".out.tandem-abc-1-old"));
      Files.writeString(parent.resolve(".out.tandem-abc-1-old/old"), "old");
      assertThatThrownBy(() -> run(options)).hasMessageContaining("exists already");
      assertThat(content(out)).as("the old output is back").isEqualTo(Map.of("old", "old"));
    } else {
      RunReport report = run(options);
      assertThat(content(out)).isEqualTo(COMPLETE);
      assertThat(report.warnings()).anyMatch(w -> w.contains("took over the output"));
    }
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void aLockOfAnotherHostIsRespected() throws IOException {
    Files.createDirectories(parent);
    Files.writeString(parent.resolve(".out.tandem-lock"), new Owner("elsewhere", 1, 1) + " abc-1");
    assertThatThrownBy(() -> run(options)).hasMessageContaining("process 1 on elsewhere");
    assertThat(siblings()).containsExactly(".out.tandem-lock");
  }
}
