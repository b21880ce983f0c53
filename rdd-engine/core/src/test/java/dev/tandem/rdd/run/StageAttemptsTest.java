package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many attempts of a stage in a row may find something lost, counted as Spark counts them. */
@Timeout(300)
class StageAttemptsTest {
  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(4, 100);

  private Program program(UnaryOperator<RunOptions> change) {
    return new Program(folder, change);
  }

  private static String lostFetch(String task, String attempt, int hit) {
    return "shuffle.fetch \"stage 2*\" " + task + " " + attempt + " " + hit + " io-error";
  }

  private static UnaryOperator<RunOptions> atMost(int attempts, UnaryOperator<RunOptions> faults) {
    return options ->
        faults
            .apply(options.withNodes(1, 1))
            .withConf("spark.stage.maxConsecutiveAttempts", Integer.toString(attempts));
  }

  @Test
  void fourFetchFailuresInARowAbortTheStageAndThreeDoNot() throws Exception {
    UnaryOperator<RunOptions> always = Program.faults(folder, lostFetch("0", "*", 1));
    try (Program program = program(options -> always.apply(options).withNodes(1, 1))) {
      RddNode sums = program.sum(1, program.keyBy(program.read(numbers), 10));
      assertThatThrownBy(() -> program.collect(sums))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("stage 2: collect, attempt 4 of 4 in a row")
          .hasMessageContaining("(spark.stage.maxConsecutiveAttempts)")
          .hasMessageContaining("the output of stage 1: sum, task 0 is lost");
      assertThat(attemptsOfStage2(program)).isEqualTo(4);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(3);
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isZero();
    }
    UnaryOperator<RunOptions> thrice =
        Program.faults(
            folder, lostFetch("0", "0", 1), lostFetch("0", "1", 1), lostFetch("0", "2", 1));
    try (Program program = program(options -> thrice.apply(options).withNodes(1, 1))) {
      RddNode sums = program.sum(1, program.keyBy(program.read(numbers), 10));
      assertThat(program.collect(sums)).hasSize(10);
      assertThat(attemptsOfStage2(program)).isEqualTo(4);
    }
  }

  private static long attemptsOfStage2(Program program) {
    return program.report().units().stream()
        .filter(unit -> unit.name().startsWith("stage 2"))
        .mapToLong(unit -> unit.tasks().size())
        .sum();
  }

  @Test
  void aSuccessResetsTheCountOfFetchFailures() throws Exception {
    UnaryOperator<RunOptions> faults =
        Program.faults(
            folder,
            lostFetch("0", "0", 1),
            lostFetch("0", "1", 1),
            lostFetch("0", "2", 1),
            lostFetch("0", "0", 1).replace("stage 2", "stage 3"),
            lostFetch("0", "1", 1).replace("stage 2", "stage 3"),
            lostFetch("0", "2", 1).replace("stage 2", "stage 3"));
    try (Program program = program(options -> faults.apply(options).withNodes(1, 1))) {
      RddNode sums = program.sum(1, program.keyBy(program.read(numbers), 10));
      List<Object> first = program.collect(sums);
      assertThat(program.collect(sums)).isEqualTo(first);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(6);
    }
  }

  @Test
  void howManyIsSparksSwitch() throws Exception {
    UnaryOperator<RunOptions> always = Program.faults(folder, lostFetch("0", "*", 1));
    for (int most : new int[] {1, 2, 6}) {
      try (Program program = program(atMost(most, always))) {
        RddNode sums = program.sum(1, program.keyBy(program.read(numbers), 10));
        assertThatThrownBy(() -> program.collect(sums))
            .isInstanceOf(JobFailed.class)
            .hasMessageContaining(
                "stage 2: collect, attempt " + most + " of " + most + " in a row");
        assertThat(attemptsOfStage2(program)).isEqualTo(most);
        assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(most - 1);
      }
    }
  }

  /** Each attempt begins on a node that is lost, and the next one misses what has lain there. */
  @Test
  void lossesOfSeveralNodesAreAttemptsOfOneStage() throws Exception {
    UnaryOperator<RunOptions> faults =
        Program.faults(folder, loseNode(0), loseNode(2), loseNode(4), loseNode(6));
    UnaryOperator<RunOptions> six = options -> faults.apply(options).withNodes(6, 1);
    Numbers onAll = Numbers.of(6, 100);
    try (Program program = program(six)) {
      RddNode sums = program.sum(1, program.keyBy(program.meeting(onAll, 6), 10));
      assertThatThrownBy(() -> program.collect(sums))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("stage 2: collect, attempt 4 of 4 in a row")
          .hasMessageContaining("its node was lost");
    }
    try (Program program =
        program(o -> six.apply(o).withConf("spark.stage.maxConsecutiveAttempts", "5"))) {
      RddNode sums = program.sum(1, program.keyBy(program.meeting(onAll, 6), 10));
      assertThat(program.collect(sums)).hasSize(10);
    }
  }

  private static String loseNode(int attempt) {
    return "task.start \"stage 2*\" 0 " + attempt + " 1 lose-node";
  }

  /** Spark makes all outputs of the node again with the first one that is damaged. */
  @Test
  void severalDamagedOutputsOfANodeAreOneAttempt() throws Exception {
    UnaryOperator<RunOptions> faults =
        Program.faults(
            folder,
            lostFetch("0", "0", 1),
            lostFetch("0", "1", 2),
            lostFetch("0", "2", 3),
            lostFetch("0", "3", 4));
    try (Program program = program(atMost(2, faults))) {
      RddNode sums = program.sum(1, program.keyBy(program.read(numbers), 10));
      assertThat(program.collect(sums)).hasSize(10);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(4);
    }
    try (Program program =
        program(o -> atMost(2, faults).apply(o).withConf("shuffle.loss", "node"))) {
      RddNode sums = program.sum(1, program.keyBy(program.read(numbers), 10));
      assertThatThrownBy(() -> program.collect(sums))
          .as("where they have been made again, they are damaged again")
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("attempt 2 of 2 in a row");
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(4);
    }
  }
}
