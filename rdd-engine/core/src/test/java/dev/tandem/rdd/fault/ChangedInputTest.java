package dev.tandem.rdd.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.formats.TextLines;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.run.Program;
import dev.tandem.testkit.fault.FaultyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that go, change or cannot be read between planning, reading and reading again. */
class ChangedInputTest {
  @TempDir Path folder;

  private Path input(int lines) throws IOException {
    return Files.writeString(folder.resolve("words.txt"), "some words\n".repeat(lines));
  }

  private static RddNode lengths(Program program, Path input) {
    RddNode lines = program.read(TextLines.of(List.of(input.toString())));
    return program.sum(
        2, program.keyBy(program.map(lines, line -> (long) ((String) line).length()), 7));
  }

  private static void change(Path input, boolean delete) throws IOException {
    if (delete) {
      Files.delete(input);
    } else {
      Files.writeString(input, "more\n", StandardOpenOption.APPEND);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void betweenPlanningAndReading(boolean delete) throws IOException {
    Path input = input(10);
    try (Program program = new Program(folder, options -> options)) {
      RddNode lengths = lengths(program, input);
      assertThat(lengths.partitions()).isEqualTo(2);
      RddNode lines = lengths.parents().get(0).parents().get(0);
      assertThat(lines.partitions()).as("planned now").isEqualTo(1);
      change(input, delete);
      assertThatThrownBy(() -> program.collect(lengths))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("words.txt")
          .hasMessageContaining(delete ? "was deleted while the run used it" : "was changed while")
          .hasMessageContaining("attempt 1 of 4");
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beforeItIsReadAgainForALostOutput(boolean delete) throws IOException {
    Path input = input(10);
    UnaryOperator<RunOptions> faults =
        Program.faults(folder, "shuffle.fetch \"stage 3*\" 0 0 1 io-error");
    try (Program program = new Program(folder, faults)) {
      RddNode lengths = lengths(program, input);
      program.collect(lengths);
      change(input, delete);
      assertThatThrownBy(() -> program.collect(lengths))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining(delete ? "was deleted while the run used it" : "was changed while");
    }
  }

  @Test
  void whileItIsRead() throws IOException {
    Path input = input(10);
    String file = input.toString();
    try (Program program = new Program(folder, options -> options)) {
      RddNode lines = program.read(TextLines.of(List.of(file)));
      RddNode writing =
          program.map(
              lines,
              line -> {
                change(Path.of(file), false);
                return line;
              });
      assertThatThrownBy(() -> program.collect(writing))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("was changed while the run used it");
    }
  }

  @Test
  void anInputThatMayNotBeReadIsNamed() throws IOException {
    Path input = input(10);
    FaultyFiles files = new FaultyFiles().denying(path -> path.endsWith("words.txt"));
    try (Program program = new Program(folder, options -> options.withFiles(files))) {
      RddNode lengths = lengths(program, input);
      assertThatThrownBy(() -> program.collect(lengths))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("no permission")
          .hasMessageContaining("words.txt");
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
    }
  }
}
