package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages, tasks and what is computed again, with the numbers that Spark's scheduler shows. */
class SparkRulesTest {
  private static final String LOST_FETCH = "shuffle.fetch \"stage 2*\" 1 0 2 io-error";

  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(4, 100);

  private Program program(UnaryOperator<RunOptions> change) {
    return new Program(folder, change);
  }

  @Test
  void aWordCountHasTwoStagesOfMapsAndReduces() {
    try (Program program = program(options -> options)) {
      program.collect(program.sum(3, program.keyBy(program.read(numbers), 10)));
      assertThat(program.stages()).containsExactly("sum 4", "collect 3");
      assertThat(program.get(Measure.TASKS)).isEqualTo(4 + 3);
    }
  }

  @Test
  void aJoinOfTwoThatAreNotPlacedHasThreeStages() {
    try (Program program = program(options -> options)) {
      RddNode left = program.keyBy(program.read(numbers), 10);
      RddNode right = program.keyBy(program.read(Numbers.of(2, 50)), 10);
      RddNode joined = program.group(3, left, right);
      program.jobs.run("count", joined, Program.allOf(joined), SparkRulesTest::count);
      assertThat(program.stages()).containsExactly("group 4", "group 2", "count 3");
    }
  }

  private static Long count(
      RddNode rdd, int partition, dev.tandem.rdd.lineage.ComputeContext context) throws Exception {
    long[] count = new long[1];
    rdd.push(partition, context, (key, value) -> count[0]++);
    return count[0];
  }

  @Test
  void aJoinOfTwoThatArePlacedAlikeShufflesNothing() {
    try (Program program = program(options -> options)) {
      RddNode left = program.sum(3, program.keyBy(program.read(numbers), 10));
      RddNode right = program.sum(3, program.keyBy(program.read(Numbers.of(2, 50)), 10));
      program.collect(left);
      program.collect(right);
      RddNode joined = program.group(3, left, right);
      program.jobs.run("count", joined, Program.allOf(joined), SparkRulesTest::count);
      assertThat(program.stages())
          .containsExactly("sum 4", "collect 3", "sum 2", "collect 3", "count 3");
    }
  }

  @Test
  void aSumOfWhatIsPlacedAlikeAddsNoShuffle() {
    try (Program program = program(options -> options)) {
      RddNode placed = program.sum(3, program.keyBy(program.read(numbers), 10));
      assertThat(program.collect(program.sum(3, placed))).hasSize(10);
      assertThat(program.stages()).containsExactly("sum 4", "collect 3");
      assertThat(program.collect(program.sum(2, placed))).hasSize(10);
      assertThat(program.stages().subList(2, 4))
          .as("another count is another place")
          .containsExactly("sum 3", "collect 2");
    }
  }

  @Test
  void aSecondActionSkipsTheMapStage() {
    try (Program program = program(options -> options)) {
      RddNode sums = program.sum(3, program.keyBy(program.read(numbers), 10));
      program.collect(sums);
      program.collect(sums);
      assertThat(program.stages()).containsExactly("sum 4", "collect 3", "collect 3");
      assertThat(numbers.opened().count()).isEqualTo(4);
    }
  }

  @Test
  void whatLiesBehindACachedRddIsNotSubmitted() {
    try (Program program = program(options -> options.withNodes(2, 1))) {
      RddNode sums = program.sum(3, program.keyBy(program.read(numbers), 10));
      program.store().persist(sums.id(), StorageLevel.MEMORY_ONLY_2);
      program.collect(sums);
      program.lose(0); // the map outputs of a node go, the copies of the cache do not
      program.collect(sums);
      assertThat(program.stages()).containsExactly("sum 4", "collect 3", "collect 3");
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isZero();
    }
  }

  private long recomputedAfterOneLoss(UnaryOperator<RunOptions> change) throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, LOST_FETCH);
    try (Program program =
        program(options -> change.apply(faults.apply(options.withAttempts(1))))) {
      RddNode sums = program.sum(3, program.keyBy(program.read(numbers), 10));
      assertThat(program.collect(sums)).hasSize(10);
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).as("no task is to blame").isZero();
      return program.get(Measure.RECOMPUTED_TASKS);
    }
  }

  @Test
  void aLostMapOutputCostsItsTask() throws Exception {
    assertThat(recomputedAfterOneLoss(options -> options.withNodes(1, 1))).isEqualTo(1);
  }

  @Test
  void inSparkALostMapOutputCostsAllOfItsNode() throws Exception {
    assertThat(
            recomputedAfterOneLoss(
                options -> options.withNodes(1, 1).withConf("shuffle.loss", "node")))
        .as("with one node that is all of them")
        .isEqualTo(4);
  }

  @Test
  void withTwoNodesTheOutputsOfTheOtherOneStay() throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, LOST_FETCH);
    for (boolean whole : new boolean[] {true, false}) {
      try (Program program =
          program(
              options ->
                  faults
                      .apply(options.withAttempts(1).withNodes(2, 1))
                      .withConf("shuffle.loss", whole ? "node" : "output"))) {
        RddNode sums = program.sum(3, program.keyBy(program.meeting(numbers, 2), 10));
        assertThat(program.collect(sums)).hasSize(10);
        List<Integer> nodes = nodesOfMaps(program);
        assertThat(nodes).contains(0, 1);
        long there = nodes.stream().filter(nodes.get(1)::equals).count();
        assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(whole ? there : 1);
      }
    }
  }

  /** Where each map task has first been accepted, by number. */
  private static List<Integer> nodesOfMaps(Program program) {
    return program.report().units().get(0).tasks().stream()
        .filter(RunReport.TaskReport::succeeded)
        .sorted(Comparator.comparingInt(RunReport.TaskReport::task))
        .map(RunReport.TaskReport::node)
        .toList();
  }

  @Test
  void aLostCachedPartitionCostsOneTaskAndTheOthersReadTheCache() {
    try (Program program = program(options -> options)) {
      RddNode texts = program.map(program.read(numbers), n -> "n" + n);
      program.store().persist(texts.id(), StorageLevel.MEMORY_ONLY);
      List<Object> first = program.collect(texts);
      program.store().lose(texts.id(), 2);
      assertThat(program.collect(texts)).isEqualTo(first);
      assertThat(numbers.opened().count()).isEqualTo(5);
      assertThat(numbers.read().count()).isEqualTo(500);
      assertThat(program.get(Measure.CACHE_HITS)).isEqualTo(3);
    }
  }

  @Test
  void fourFailuresOfOneTaskFailTheJob() throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, "map.record * 2 * 5 throw");
    try (Program program = program(faults)) {
      RddNode rdd = program.read(numbers);
      assertThatThrownBy(() -> program.collect(rdd))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("injected fault at map.record, hit 5")
          .hasMessageContaining("task 2, attempt 4 of 4");
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isEqualTo(4);
    }
  }

  @Test
  void howOftenATaskMayFailIsSparksSwitch() throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, "map.record * 2 * 5 throw");
    try (Program program =
        program(options -> faults.apply(options).withConf("spark.task.maxFailures", "2"))) {
      RddNode rdd = program.read(numbers);
      assertThatThrownBy(() -> program.collect(rdd))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("task 2, attempt 2 of 2");
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isEqualTo(2);
    }
  }

  @Test
  void thatHoldsForTheSampleOfASortToo() throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, "map.record * 0 * 5 throw");
    try (Program program =
        program(options -> faults.apply(options).withConf("spark.task.maxFailures", "2"))) {
      RddNode sorted = program.sort(2, program.keyBy(program.read(numbers), 10));
      assertThatThrownBy(() -> program.collect(sorted))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("task 0, attempt 2 of 2");
    }
  }

  /** Faults at each phase of each of three tasks: each time another node is lost. */
  @Test
  void aLostNodeCostsItsMapOutputsAndNothingElseAtEachPhase() throws Exception {
    List<String> phases =
        List.of(
            "task.start \"stage 1*\" %d 0 1 lose-node",
            "task.commit \"stage 1*\" %d 0 1 lose-node",
            "shuffle.fetch \"stage 2*\" %d 0 3 lose-node",
            "reduce.record \"stage 2*\" %d 0 2 lose-node",
            "task.commit \"stage 2*\" %d 0 1 lose-node");
    List<String> expected;
    try (Program program = program(options -> options)) {
      expected =
          program.pairs(program.lists(program.group(3, program.keyBy(program.read(numbers), 10))));
    }
    for (String phase : phases) {
      for (int task = 0; task < 3; task++) {
        loseNode(String.format(java.util.Locale.ROOT, phase, task), expected);
      }
    }
  }

  private void loseNode(String fault, List<String> expected) throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, fault);
    try (Program program =
        program(options -> faults.apply(options).withNodes(3, 1).withAttempts(1))) {
      boolean published = fault.contains("stage 2");
      RddNode read = published ? program.meeting(numbers, 3) : program.read(numbers);
      RddNode lists = program.lists(program.group(3, program.keyBy(read, 10)));
      assertThat(program.pairs(lists)).as(fault).isEqualTo(expected);
      int lost =
          program.cluster.nodes().stream()
              .filter(node -> !node.alive())
              .findFirst()
              .orElseThrow()
              .number();
      long there = nodesOfMaps(program).stream().filter(node -> node == lost).count();
      assertThat(there > 0 || !published).as(fault + ": outputs lay there").isTrue();
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).as(fault).isEqualTo(there);
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).as(fault).isZero();
      assertThat(program.get(Measure.TASKS)).as(fault).isEqualTo(4 + 3);
    }
  }

  /** Deaf to being stopped: it goes on, and ends as if nothing had happened. */
  @Test
  void whatATaskOfALostNodeSaysTooLateIsNotTaken() {
    try (Program program = program(options -> options.withNodes(2, 1).withAttempts(1))) {
      RddNode rdd = program.read(Numbers.of(1, 10));
      List<String> said =
          program.jobs.run(
              "say",
              rdd,
              Program.allOf(rdd),
              (last, partition, context) -> {
                if (context.task().attempt().number() > 0) {
                  return "second";
                }
                program.cluster.lose(context.task().node());
                return "late";
              });
      assertThat(said).containsExactly("second");
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(program.get(Measure.TASKS)).isEqualTo(1);
    }
  }

  @Test
  void allNodesLostIsAClearEnd() throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, "task.start * * * 1 lose-node");
    try (Program program = program(options -> faults.apply(options).withNodes(3, 1))) {
      RddNode rdd = program.read(numbers);
      assertThatThrownBy(() -> program.collect(rdd))
          .isInstanceOf(JobFailed.class)
          .hasMessage("job test: no live nodes");
    }
  }
}
