package dev.tandem.cluster.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.FailingFiles;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The storage, a step of the commit or a task fails. */
@Timeout(120)
class OutputFailuresTest extends OutputFixture {
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void whereverTheStorageFailsTheOutputIsAllOrNothing(boolean overwrite, boolean afterEffect)
      throws IOException {
    FailingFiles counting = new FailingFiles();
    reset(overwrite);
    run(failing(counting, overwrite));
    assertThat(counting.calls()).isGreaterThan(20);
    for (int n = 1; n <= counting.calls(); n++) {
      reset(overwrite);
      FailingFiles files = new FailingFiles(n, afterEffect);
      boolean succeeded = succeeds(failing(files, overwrite));
      Map<String, String> nothing = overwrite ? Map.of("old", "old", "_SUCCESS", "") : Map.of();
      assertThat(Files.exists(out) ? content(out) : Map.of())
          .as("call %d, %s", n, files.failed())
          .isEqualTo(succeeded ? COMPLETE : nothing);
      // What was not deleted stays; and nobody can tell a lock whose creation seems to have failed
      // from a rival's.
      boolean mayLeaveLitter =
          files.failed().startsWith("delete")
              || afterEffect
                  && files.failed().equals("create " + parent.resolve(".out.tandem-lock"));
      if (!mayLeaveLitter) {
        List<String> visible = Files.exists(out) ? List.of("out") : List.of();
        assertThat(siblings()).as("call %d, %s", n, files.failed()).isEqualTo(visible);
      }
    }
  }

  private RunOptions failing(FileStore files, boolean overwrite) {
    // One slot and one attempt, so that the n-th call is the same one in every run and nothing
    // heals.
    return options
        .withNodes(1, 1)
        .withAttempts(1)
        .withFiles(files)
        .withOutput(out.toString(), overwrite);
  }

  private static boolean succeeds(RunOptions options) {
    return succeeds(options, "No space left on device");
  }

  private static boolean succeeds(RunOptions options, String otherwise) {
    try {
      run(options);
      return true;
    } catch (JobFailed e) {
      assertThat(e.getMessage()).contains(otherwise);
      return false;
    }
  }

  @Test
  void aFailureWhileATaskWritesIsHealedByTheNextAttempt() throws IOException {
    FailingFiles counting = new FailingFiles();
    run(failing(counting, false));
    int healed = 0;
    for (int n = 1; n <= counting.calls(); n++) {
      reset(false);
      healed += succeeds(failing(new FailingFiles(n, false), false).withAttempts(2)) ? 1 : 0;
    }
    assertThat(healed)
        .as("writes, closes, syncs and renames of three tasks")
        .isGreaterThanOrEqualTo(3 * 4);
  }

  @Test
  void everyStepOfTheCommitMayFail() throws IOException {
    int failures = 0;
    for (int hit = 1; ; hit++) {
      reset(false);
      Path plan = folder.resolve("faults");
      Files.writeString(plan, "job.commit.step commit 0 0 " + hit + " throw\n");
      if (succeeds(
          options.withConf("faults", plan.toString()),
          "injected fault at job.commit.step, hit " + hit)) {
        break;
      }
      assertThat(siblings()).isEmpty();
      failures++;
    }
    assertThat(failures).isEqualTo(5);
    assertThat(content(out)).isEqualTo(COMPLETE);
  }

  @Test
  void theSecondHadoopLayoutLeavesWhatWasCommitted() throws IOException {
    Path plan = folder.resolve("faults");
    Files.writeString(plan, "task.start write 2 * * throw\n");
    RunOptions failing =
        options.withNodes(1, 1).withAttempts(1).withConf("faults", plan.toString());
    assertThat(succeeds(failing.withConf("committer", "hadoop-v2"), "injected")).isFalse();
    assertThat(content(out)).containsOnlyKeys("part-m-00000.txt", "part-m-00001.txt");
    reset(false);
    assertThat(succeeds(failing.withConf("committer", "hadoop-v1"), "injected")).isFalse();
    assertThat(siblings()).isEmpty();
  }
}
