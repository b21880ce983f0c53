package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.lineage.LineagePrinter;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cutting lineages: what is read from there on, and what happens if that is lost. */
class CheckpointsTest {
  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(4, 1000);

  private String target() {
    return folder.resolve("checkpoint").toString();
  }

  private static RddNode sums(Program program, Numbers numbers) {
    return program.map(program.sum(3, program.keyBy(program.read(numbers), 50)), sum -> sum);
  }

  private List<Path> saved() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoint"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void aCheckpointIsAJobOfItsOwnAndCutsTheLineage() throws IOException {
    try (Program program = new Program(folder, UnaryOperator.identity())) {
      RddNode sums = sums(program, numbers);
      program.collect(sums);
      new Checkpoints(program.runtime, program.jobs).write(sums, target());
      assertThat(saved())
          .extracting(file -> file.getFileName().toString())
          .containsExactly("part-00000", "part-00001", "part-00002");
      assertThat(sums.partitions()).isEqualTo(3);
      assertThat(LineagePrinter.print(sums, rdd -> false).lines())
          .hasSize(2)
          .anyMatch(line -> line.contains("CheckpointRdd"));
      assertThat(program.stages()).containsExactly("sum 4", "collect 3", "checkpoint of map 3");
    }
  }

  @Test
  void whatIsBehindTheCutIsNeverComputedAgain() {
    try (Program program = new Program(folder, options -> options.withNodes(2, 1))) {
      RddNode sums = sums(program, numbers);
      List<String> first = program.pairs(sums);
      new Checkpoints(program.runtime, program.jobs).write(sums, target());
      assertThat(numbers.opened().count()).isEqualTo(4);
      program.lose(0);
      RddNode child = program.map(sums, sum -> (Long) sum + 1);
      assertThat(program.pairs(sums)).isEqualTo(first);
      assertThat(program.collect(child)).hasSize(50);
      assertThat(numbers.opened().count()).as("lost map outputs are not missed").isEqualTo(4);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isZero();
      assertThat(program.stages())
          .containsExactly("sum 4", "collect 3", "checkpoint of map 3", "collect 3", "collect 3");
    }
  }

  @Test
  void anRddThatIsNotPersistedIsComputedTwice() {
    try (Program program = new Program(folder, UnaryOperator.identity())) {
      RddNode texts = program.map(program.read(numbers), n -> "n" + n);
      program.collect(texts);
      new Checkpoints(program.runtime, program.jobs).write(texts, target());
      assertThat(numbers.opened().count()).isEqualTo(8);
    }
    Numbers others = Numbers.of(4, 10);
    try (Program program = new Program(folder, UnaryOperator.identity())) {
      RddNode texts = program.map(program.read(others), n -> "n" + n);
      program.store().persist(texts.id(), StorageLevel.MEMORY_ONLY);
      program.collect(texts);
      new Checkpoints(program.runtime, program.jobs).write(texts, target() + 2);
      assertThat(others.opened().count()).isEqualTo(4);
    }
  }

  @Test
  void aLostOrDamagedFileFailsAtOnceAndIsNamed() throws IOException {
    for (boolean damaged : List.of(true, false)) {
      Path target = folder.resolve("checkpoint" + damaged);
      try (Program program = new Program(folder, UnaryOperator.identity())) {
        RddNode texts = program.map(program.read(numbers), n -> "n" + n);
        new Checkpoints(program.runtime, program.jobs).write(texts, target.toString());
        Path file = target.resolve("part-00002");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(file);
        if (damaged) {
          Files.write(file, bytes);
        }
        assertThatThrownBy(() -> program.collect(texts))
            .isInstanceOf(JobFailed.class)
            .hasMessageContaining("part-00002")
            .hasMessageContaining("the checkpoint is lost or damaged")
            .hasMessageContaining("attempt 1 of");
      }
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenLeavesNothingAndTheLineage() throws IOException {
    UnaryOperator<RunOptions> faults = Program.faults(folder, "checkpoint.write * 1 * 1 io-error");
    try (Program program = new Program(folder, faults)) {
      RddNode texts = program.map(program.read(numbers), n -> "n" + n);
      Checkpoints checkpoints = new Checkpoints(program.runtime, program.jobs);
      assertThatThrownBy(() -> checkpoints.write(texts, target()))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("injected fault at checkpoint.write")
          .hasMessageContaining("attempt 4 of 4");
      assertThat(folder.resolve("checkpoint")).doesNotExist();
      assertThat(program.collect(texts)).hasSize(4000);
    }
  }

  @Test
  void anAttemptThatFailsToWriteIsTriedAgain() throws IOException {
    UnaryOperator<RunOptions> faults = Program.faults(folder, "checkpoint.write * 1 0 1 io-error");
    try (Program program = new Program(folder, faults)) {
      RddNode texts = program.map(program.read(numbers), n -> "n" + n);
      List<Object> first = program.collect(texts);
      new Checkpoints(program.runtime, program.jobs).write(texts, target());
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isEqualTo(1);
      assertThat(saved()).hasSize(4);
      assertThat(program.collect(texts)).isEqualTo(first);
      assertThat(numbers.opened().count()).as("read, and saved").isEqualTo(8);
    }
  }

  @Test
  void aLocalCheckpointIsLostWithItsNode() {
    try (Program program = new Program(folder, options -> options.withNodes(2, 1))) {
      RddNode texts = program.map(program.read(numbers), n -> "n" + n);
      Checkpoints checkpoints = new Checkpoints(program.runtime, program.jobs);
      checkpoints.keepLocally(texts);
      assertThat(program.store().level(texts.id())).isEqualTo(StorageLevel.MEMORY_AND_DISK);
      List<Object> first = program.collect(texts);
      checkpoints.cutLocally(texts, "texts");
      assertThat(program.collect(texts)).isEqualTo(first);
      assertThat(numbers.opened().count()).isEqualTo(4);
      program.lose(program.store().nodeOf(texts.id(), 0));
      assertThatThrownBy(() -> program.collect(texts))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("the local checkpoint of partition")
          .hasMessageContaining("of texts is lost");
    }
  }
}
