package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.fault.ChildRun;
import dev.tandem.testkit.fault.FaultProbe;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that is killed before its output appears: there is none, and the next run cleans up.
 * What a kill at and behind the last rename leaves is tested where the commit is, for both engines.
 */
class KilledProgramTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.commit \"stage 1*\" 1 0 1 exit",
        "reduce.record \"stage 2*\" 1 0 2 exit",
        "task.commit \"stage 2*\" 1 0 1 exit",
        "job.commit.step commit 0 0 1 exit",
        "job.commit.step commit 0 0 2 exit",
        "job.commit.step commit 0 0 3 exit",
        "job.commit.step commit 0 0 4 exit",
        "job.commit.step commit 0 0 5 exit"
      })
  void thereIsNoOutputAndTheNextRunIsRightAndCleansUp(String plan) throws Exception {
    Map<String, String> right = probe(folder.resolve("calm")).run(options -> options).files();
    Path place = Files.createDirectory(folder.resolve("killed"));
    Path log = folder.resolve("log");
    ChildRun.Ended ended = ChildRun.of("128m", KilledProgram.class, log, place.toString(), plan);
    assertThat(ended.exit()).as(ended.text()).isEqualTo(137);
    assertThat(place.resolve("out")).as("each point is before the last rename").doesNotExist();
    assertThat(place.resolve("scratch")).isNotEmptyDirectory();
    Outcome outcome = probe(place).run(options -> options);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.files()).isEqualTo(right);
    assertThat(outcome.report().warnings()).anyMatch(line -> line.contains("scratch"));
    assertThat(outcome.leaks()).isEmpty();
  }

  private static FaultTrial probe(Path place) throws IOException {
    Files.createDirectories(place);
    return new FaultTrial(new RddEngine(), place, new FaultProbe(), options -> options);
  }
}
