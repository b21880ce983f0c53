package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.SmallProcess;
import dev.tandem.testkit.probe.BrokenOrder;
import dev.tandem.testkit.probe.DeletesScratch;
import dev.tandem.testkit.probe.SortedBadly;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions that end the process, take all of its memory, contradict themselves or delete what the
 * run needs. The twin of this class in the MapReduce engine also has giant keys; here those are in
 * {@code SmallHeapTest}.
 */
@Timeout(900)
class HostileProgramTest {
  @TempDir Path folder;

  @Test
  void aFunctionThatEndsTheProcessLeavesNothingThatTheNextRunMinds() throws Exception {
    ChildRun.Ended ended = SmallProcess.run("rdd", folder, "exits");
    assertThat(ended.exit()).as("it cannot be stopped inside one JVM").isEqualTo(3);
    assertThat(folder.resolve("out")).doesNotExist();
    Outcome next = SmallProcess.trial("rdd", folder, "plain").run(options -> options);
    assertThat(next.message()).isEmpty();
    assertThat(next.sortedLines()).hasSize(20);
    assertThat(next.leaks()).isEmpty();
  }

  @Test
  void aFunctionThatReallyRunsOutOfMemoryFailsItsTaskAndTheNextJobRuns() throws Exception {
    ChildRun.Ended ended = SmallProcess.run("rdd", folder, "out-of-memory", "plain");
    List<String> lines = ended.text().lines().toList();
    assertThat(lines)
        .anyMatch(line -> line.matches("out-of-memory: .*OutOfMemoryError.* 4 of 4.* \\[] \\[]"))
        .anyMatch(line -> line.matches("plain:  \\[0, 1, 10, 11, 12, .*, 9] \\[]"));
    assertThat(ended.exit()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aComparatorThatBreaksItsContractLosesNothingInSpillsAndMerges(BrokenOrder order) {
    SortedBadly job = new SortedBadly(order, 20_000);
    Outcome outcome =
        new FaultTrial(
                new RddEngine(),
                folder,
                job,
                options -> options.withMemory(1 << 20).withConf("sync", "false"))
            .run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.report().get(Measure.SPILLED_RECORDS)).isGreaterThan(30_000);
    assertThat(outcome.sortedLines()).isEqualTo(job.sortedLines());
    assertThat(outcome.leaks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "memory"})
  void theWholeScratchFolderMayGoUnderARun(String shuffle) {
    Outcome outcome =
        new FaultTrial(
                new RddEngine(),
                folder,
                new DeletesScratch(folder.resolve("scratch").toString()),
                options -> options.withNodes(1, 1).withConf("shuffle", shuffle))
            .run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.sortedLines()).containsExactly("0", "1", "2");
    assertThat(outcome.report().get(Measure.RECOMPUTED_TASKS))
        .as("two maps for each reader but the first, where there are files to lose")
        .isEqualTo(shuffle.equals("files") ? 4 : 0);
    assertThat(outcome.report().get(Measure.FAILED_ATTEMPTS)).isZero();
    assertThat(outcome.leaks()).isEmpty();
  }
}
