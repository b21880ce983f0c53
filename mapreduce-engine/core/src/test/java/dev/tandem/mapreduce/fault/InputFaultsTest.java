package dev.tandem.mapreduce.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.FaultTrial;
import dev.tandem.testkit.fault.FaultTrial.Outcome;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are not there, may not be read, or become others while they are read. */
class InputFaultsTest {
  @TempDir Path folder;
  private Path input;

  private record Lines(String input) implements Job {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(TextLines.of(List.of(input))).distinct().write(TextSink.to(args.output()));
    }
  }

  @FunctionalInterface
  private interface Act {
    void run() throws IOException;
  }

  /** Acts when the map tasks are about to begin: the input has been cut into splits by then. */
  private record WhenPlanned(Act act) implements RunListener {
    @Override
    public void unitStarted(String unit, int tasks) {
      if (unit.contains(" map")) {
        try {
          act.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @BeforeEach
  void write() throws IOException {
    input = Files.writeString(folder.resolve("input.txt"), "one\ntwo\nthree\n");
  }

  private Outcome run(Act act) {
    return trial().run(options -> options.withListener(new WhenPlanned(act)));
  }

  private FaultTrial trial() {
    return new FaultTrial(
        new MapReduceEngine(), folder, new Lines(input.toString()), options -> options);
  }

  private static void assertTriedOnce(Outcome outcome, String... says) {
    assertThat(outcome.message()).contains("input.txt").contains(says);
    assertThat(outcome.report().get(Measure.FAILED_ATTEMPTS)).as("no retry helps").isEqualTo(1);
    assertThat(outcome.files()).isEmpty();
    assertThat(outcome.leaks()).isEmpty();
  }

  @Test
  void anInputThatIsLeftAloneIsRead() {
    assertThat(run(() -> {}).sortedLines()).containsExactly("one", "three", "two");
  }

  @Test
  void anInputThatIsDeletedAfterPlanningIsNamedOnce() {
    assertTriedOnce(run(() -> Files.delete(input)), "was deleted while the run used it");
  }

  @Test
  void anInputThatGrowsAfterPlanningIsNamedOnce() {
    assertTriedOnce(
        run(() -> Files.writeString(input, "four\n", StandardOpenOption.APPEND)),
        "was changed while the run used it",
        "14 bytes when it was planned, 19 now");
  }

  @Test
  void anInputThatIsRewrittenWithTheSameLengthIsNamedOnce() {
    assertTriedOnce(
        run(
            () -> {
              Files.writeString(input, "uno\ndos\ntress\n");
              Files.setLastModifiedTime(input, FileTime.fromMillis(1_000));
            }),
        "was changed while the run used it");
  }

  /** Changes while a task reads are seen when it has read all. */
  @Test
  void anInputThatChangesUnderAReaderIsNoticedAtItsEnd() {
    RunOptions options = trial().options();
    FaultyFiles files = new FaultyFiles();
    assertThat(options.attempts()).isEqualTo(4);
    String path = input.toString();
    Outcome outcome =
        new FaultTrial(
                new MapReduceEngine(),
                folder,
                new Touching(path),
                changed -> changed.withFiles(files))
            .run(o -> o);
    assertTriedOnce(outcome, "was changed while the run used it");
  }

  private record Touching(String input) implements Job {
    @Override
    public String name() {
      return "touching";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      String path = input;
      p.read(TextLines.of(List.of(path)))
          .map(
              line -> {
                Files.setLastModifiedTime(Path.of(path), FileTime.fromMillis(2_000));
                return line;
              })
          .write(TextSink.to(args.output()));
    }
  }

  @Test
  void anInputThatMayNotBeReadIsNamedOnce() {
    FaultyFiles files = new FaultyFiles().denying(path -> path.endsWith("input.txt"));
    assertTriedOnce(trial().run(options -> options.withFiles(files)), "no permission");
  }
}
