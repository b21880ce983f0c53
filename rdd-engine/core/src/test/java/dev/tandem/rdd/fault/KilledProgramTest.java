package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultProbe;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed: the output is whole or absent, and the next run cleans up after it. */
class KilledProgramTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.commit \"stage 1*\" 1 0 1 exit",
        "reduce.record \"stage 2*\" 1 0 2 exit",
        "job.commit.step commit 0 0 1 exit"
      })
  void whatIsLeftIsAllOrNothingAndTheNextRunCleansUp(String plan) throws Exception {
    Path log = folder.resolve("log");
    ChildRun.Ended ended = ChildRun.of("128m", KilledProgram.class, log, folder.toString(), plan);
    assertThat(ended.exit()).as(ended.text()).isEqualTo(137);
    assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();
    assertThat(folder.resolve("scratch")).isNotEmptyDirectory();
    Files.delete(log);
    FaultTrial again =
        new FaultTrial(new RddEngine(), folder, new FaultProbe(), options -> options);
    Outcome outcome = again.run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.sortedLines()).hasSize(17);
    assertThat(outcome.report().warnings()).anyMatch(line -> line.contains("scratch"));
    assertThat(outcome.leaks()).isEmpty();
  }
}
