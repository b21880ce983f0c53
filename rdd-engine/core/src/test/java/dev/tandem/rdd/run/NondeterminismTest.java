package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.shuffle.LossRules.Sums;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.probe.Numbers;
import dev.tandem.testkit.probe.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A map task that gives other records when it is run again: what came first is never mixed in. */
@Timeout(300)
class NondeterminismTest {
  @TempDir Path folder;

  private final Watch calls = Watch.fresh();

  /** Values that no two calls give alike; three reduce tasks on one slot. */
  private RddNode groups(Program program) {
    Watch own = calls;
    RddNode random =
        program.step(
            "random",
            program.keyBy(program.read(Numbers.of(2, 30)), 10),
            (key, value, out) -> out.emit(key, own.tick()),
            true);
    return program.lists(program.group(3, random));
  }

  private Program program(String fault, String sums) throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, fault);
    return new Program(
        folder,
        options ->
            faults
                .apply(options)
                .withNodes(1, 1)
                .withConf("spark.shuffle.orderIndependentChecksum.enabled", sums));
  }

  @Test
  void itIsFoundWhenTheFirstRecordsHaveBeenUsed() throws Exception {
    try (Program program = program("shuffle.fetch \"stage 2*\" 1 0 1 io-error", "true")) {
      RddNode groups = groups(program);
      assertThatThrownBy(() -> program.collect(groups))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("stage 1: group, task 0: its output was lost")
          .hasMessageContaining("run again step 'random' gave other records");
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    }
  }

  /**
   * Two reduce tasks at a time: the first one has read the first records, and ends only when the
   * second one, which found them lost, has read the second ones.
   */
  private void lateReader(UnaryOperator<RunOptions> setting) throws Exception {
    UnaryOperator<RunOptions> faults =
        Program.faults(folder, "shuffle.fetch \"stage 2*\" 1 0 1 io-error");
    CountDownLatch firstRead = new CountDownLatch(1);
    CountDownLatch secondRead = new CountDownLatch(1);
    try (Program program = new Program(folder, options -> setting.apply(faults.apply(options)))) {
      RddNode groups = groups(program);
      TaskEnding<Void> late =
          (rdd, partition, context) -> {
            if (partition == 1) {
              firstRead.await();
            }
            rdd.push(partition, context, (key, value) -> {});
            (partition == 0 ? firstRead : secondRead).countDown();
            secondRead.await();
            return null;
          };
      assertThatThrownBy(() -> program.jobs.run("late", groups, List.of(0, 1), late))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("run again step 'random' gave other records");
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
      assertThat(program.get(Measure.TASKS))
          .as("two maps, at most one reader")
          .isLessThanOrEqualTo(3);
    }
  }

  @Test
  void whoHasReadTheFirstRecordsAndEndsAfterTheyWereReplacedIsFound() throws Exception {
    lateReader(NondeterminismTest::sums);
  }

  @Test
  void onOneNodeALateReaderIsFoundToo() throws Exception {
    lateReader(options -> options.withNodes(1, 2));
  }

  private static RunOptions sums(RunOptions options) {
    return options.withConf("spark.shuffle.orderIndependentChecksum.enabled", "true");
  }

  @Test
  void nobodyMindsWhenNothingHasBeenUsed() throws Exception {
    try (Program program = program("shuffle.fetch \"stage 2*\" 0 0 1 io-error", "true")) {
      assertThat(program.collect(groups(program))).hasSize(10);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
      assertThat(calls.count()).isEqualTo(60 + 30);
    }
  }

  @Test
  void aSecondActionReadsTheSecondRecordsOnly() throws Exception {
    try (Program program = program("shuffle.fetch \"stage 3*\" 0 0 1 io-error", "true")) {
      RddNode groups = groups(program);
      program.collect(groups);
      assertThat(program.collect(groups)).hasSize(10);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    }
  }

  @Test
  void withoutSumsItPassesAsInSparkWithoutThem() throws Exception {
    try (Program program = program("shuffle.fetch \"stage 2*\" 1 0 1 io-error", "false")) {
      assertThat(program.collect(groups(program))).hasSize(10);
    }
  }

  @Test
  void recordsInAnotherOrderAreTheSame() throws Exception {
    Watch own = calls;
    try (Program program = program("shuffle.fetch \"stage 2*\" 1 0 1 io-error", "true")) {
      RddNode turned =
          program.step(
              "turned",
              program.keyBy(program.read(Numbers.of(2, 30)), 10),
              (key, value, out) -> {
                long first = own.tick() < 60 ? 0 : 1;
                out.emit(key, first);
                out.emit(key, 1 - first);
              },
              true);
      assertThat(program.collect(program.lists(program.group(3, turned)))).hasSize(10);
      assertThat(calls.count()).isEqualTo(60 + 30);
    }
  }

  /** As a user runs it: one node, nothing is said of sums. */
  private Program plain(String fault) throws Exception {
    UnaryOperator<RunOptions> faults = Program.faults(folder, fault);
    return new Program(folder, options -> faults.apply(options).withNodes(1, 1));
  }

  @Test
  void onOneNodeATaskThatIsRunAgainAndDiffersEachTimeIsFound() throws Exception {
    try (Program program = plain("shuffle.fetch \"stage 2*\" 1 0 1 io-error")) {
      RddNode groups = groups(program);
      assertThatThrownBy(() -> program.collect(groups))
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("run again step 'random' gave other records");
      assertThat(calls.count()).as("once, and twice again").isEqualTo(60 + 2 * 30);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
    }
  }

  @Test
  void onOneNodeATaskThatIsRunAgainAndIsSteadyIsTaken() throws Exception {
    try (Program program = plain("shuffle.fetch \"stage 2*\" 1 0 1 io-error")) {
      Watch own = calls;
      RddNode steady =
          program.step(
              "steady",
              program.keyBy(program.read(Numbers.of(2, 30)), 10),
              (key, value, out) -> {
                own.tick();
                out.emit(key, value);
              },
              true);
      assertThat(program.collect(program.lists(program.group(3, steady)))).hasSize(10);
      assertThat(calls.count()).isEqualTo(60 + 2 * 30);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isEqualTo(1);
      assertThat(program.cluster.log().ledger().check()).isEmpty();
    }
  }

  @Test
  void onOneNodeNobodyRehearsesWhatNobodyHasUsed() throws Exception {
    try (Program program = plain("shuffle.fetch \"stage 2*\" 0 0 1 io-error")) {
      assertThat(program.collect(groups(program))).hasSize(10);
      assertThat(calls.count()).isEqualTo(60 + 30);
    }
  }

  /** Gives one record fewer each time that a partition is computed. */
  private RddNode shrinking(Program program) {
    Watch own = calls;
    return program.step(
        "shrinking",
        program.read(Numbers.of(2, 30)),
        (key, value, out) -> {
          if (own.tick() < 60 || (Long) value % 30 != 0) {
            out.emit(key, value);
          }
        },
        true);
  }

  @Test
  void aKeptPartitionThatComesBackWithFewerRecordsIsNotMixedWithOthers() {
    try (Program program = new Program(folder, options -> options.withNodes(1, 1))) {
      RddNode kept = shrinking(program);
      program.store().persist(kept.id(), StorageLevel.MEMORY_ONLY);
      assertThat(program.collect(kept)).hasSize(60);
      program.store().lose(kept.id(), 1);
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(() -> program.collect(kept))
            .isInstanceOf(JobFailed.class)
            .hasMessageContaining("shrinking, kept partition 1: it had 30 records and has 29 now");
      }
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isZero();
      program.store().release(kept.id());
      program.store().persist(kept.id(), StorageLevel.MEMORY_ONLY);
      assertThat(program.collect(kept)).as("all of them anew").hasSize(58);
    }
  }

  @Test
  void aTaskWhoseKeptPartitionIsRefusedGivesItsMemoryBack() {
    try (Program program = new Program(folder, options -> options.withNodes(1, 1))) {
      RddNode kept = shrinking(program);
      program.store().persist(kept.id(), StorageLevel.MEMORY_ONLY);
      program.collect(kept);
      program.store().lose(kept.id(), 1);
      RddNode sums = program.sum(3, program.keyBy(kept, 10));
      long[] used = new long[2];
      for (int again = 0; again < used.length; again++) {
        assertThatThrownBy(() -> program.collect(sums)).isInstanceOf(JobFailed.class);
        used[again] = program.store().memory().used();
      }
      assertThat(used[0]).isPositive().isEqualTo(used[1]);
    }
  }

  @Test
  void sumsAreOnWhereWhatIsPublishedCanBeLost() {
    try (Program one = new Program(folder, options -> options);
        Program files = new Program(folder, options -> options.withConf("shuffle", "files"));
        Program two = new Program(folder, options -> options.withNodes(2, 1))) {
      assertThat(one.runtime.shuffles().rules().sums()).isEqualTo(Sums.WHEN_RUN_AGAIN);
      assertThat(files.runtime.shuffles().rules().sums()).isEqualTo(Sums.ALWAYS);
      assertThat(two.runtime.shuffles().rules().sums()).isEqualTo(Sums.ALWAYS);
    }
  }
}
