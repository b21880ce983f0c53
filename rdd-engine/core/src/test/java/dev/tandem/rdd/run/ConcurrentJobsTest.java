package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.Until;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several jobs of one program at the same time. */
@Timeout(300)
class ConcurrentJobsTest {
  /** Tasks say here that they have begun, and wait here until they may end. */
  private static final class Gate {
    static final ConcurrentHashMap<String, Gate> ALL = new ConcurrentHashMap<>();
    final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    final ConcurrentHashMap<String, Semaphore> ends = new ConcurrentHashMap<>();

    Semaphore end(String task) {
      return ends.computeIfAbsent(task, name -> new Semaphore(0));
    }

    void pass(String task) throws InterruptedException {
      begun.add(task);
      end(task).acquire();
    }

    String next() throws InterruptedException {
      return String.valueOf(begun.poll(20, TimeUnit.SECONDS));
    }
  }

  @TempDir Path folder;

  private final Gate gate = new Gate();

  private Program program(UnaryOperator<RunOptions> change) {
    Gate.ALL.put(folder.toString(), gate);
    return new Program(folder, change);
  }

  /** A job whose tasks wait at the gate, as {@code name0, name1 ...}. */
  private JobHandle<Integer> gated(Program program, JobSettings settings, String name, int tasks) {
    String where = folder.toString();
    RddNode rdd = program.read(Numbers.of(tasks, 1));
    return program.jobs.submit(
        settings,
        name,
        rdd,
        Program.allOf(rdd),
        (last, partition, context) -> {
          Gate.ALL.get(where).pass(name + partition);
          return partition;
        });
  }

  /** Sums whose first map task waits at the gate. */
  private RddNode slowSums(Program program, Numbers numbers) {
    String where = folder.toString();
    RddNode slow =
        program.step(
            "slow",
            program.keyBy(program.read(numbers), 10),
            (key, value, out) -> {
              if ((Long) value == 0) {
                Gate.ALL.get(where).pass("map");
              }
              out.emit(key, value);
            },
            true);
    return program.sum(3, slow);
  }

  private static void untilItAsks(Program program, int stage) {
    Until.holds(() -> !program.cluster.jobsOf("stage " + stage + ":").isEmpty());
  }

  @Test
  void aShuffleThatTwoJobsNeedIsRunOnce() throws Exception {
    Numbers numbers = Numbers.of(4, 100);
    try (Program program = program(options -> options)) {
      RddNode sums = slowSums(program, numbers);
      List<JobHandle<List<Object>>> jobs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        jobs.add(
            program.jobs.submit(
                JobSettings.NONE, "collect", sums, Program.allOf(sums), Program::list));
      }
      assertThat(gate.next()).isEqualTo("map");
      gate.end("map").release();
      for (JobHandle<List<Object>> job : jobs) {
        assertThat(job.get()).hasSize(3).isEqualTo(jobs.get(0).get());
      }
      assertThat(numbers.opened().count()).isEqualTo(4);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isZero();
      assertThat(program.get(Measure.TASKS)).isEqualTo(4 + 3 * 3);
      assertThat(program.cluster.log().ledger().check()).isEmpty();
    }
  }

  @Test
  void theEarlierJobComesFirst() throws Exception {
    try (Program program = program(options -> options)) {
      assertThat(servedNext(program)).isEqualTo("a2");
    }
  }

  @Test
  void whereSharesAreFairTheOtherPoolComesFirst() throws Exception {
    try (Program program = program(options -> options.withConf("spark.scheduler.mode", "FAIR"))) {
      assertThat(servedNext(program)).isEqualTo("b0");
    }
  }

  @Test
  void aHeavyPoolGetsMore() throws Exception {
    try (Program program =
        program(
            options ->
                options
                    .withConf("spark.scheduler.mode", "FAIR")
                    .withConf("spark.scheduler.pools", "pool a:1:2"))) {
      assertThat(servedNext(program)).as("one of its two slots is free").isEqualTo("a2");
    }
  }

  /** Two tasks of job a run, and those of job b wait, when a slot gets free: whose task is next? */
  private String servedNext(Program program) throws Exception {
    JobHandle<Integer> a =
        gated(program, JobSettings.NONE.with(JobSettings.POOL, "pool a"), "a", 4);
    assertThat(List.of(gate.next(), gate.next())).containsExactlyInAnyOrder("a0", "a1");
    JobHandle<Integer> b =
        gated(program, JobSettings.NONE.with(JobSettings.POOL, "pool b"), "b", 2);
    untilItAsks(program, 2);
    gate.end("a0").release();
    String next = gate.next();
    for (String task : List.of("a1", "a2", "a3", "b0", "b1")) {
      gate.end(task).release();
    }
    assertThat(a.get()).containsExactly(0, 1, 2, 3);
    assertThat(b.get()).containsExactly(0, 1);
    return next;
  }

  @Test
  void cancellingAGroupStopsItsTasksOnly() throws Exception {
    try (Program program = program(options -> options.withNodes(1, 3))) {
      JobHandle<Integer> doomed =
          gated(program, JobSettings.NONE.with(JobSettings.GROUP, "nightly"), "doomed", 2);
      JobHandle<Integer> other =
          gated(program, JobSettings.NONE.with(JobSettings.GROUP, "daily"), "other", 1);
      List<String> begun = List.of(gate.next(), gate.next(), gate.next());
      assertThat(begun).containsExactlyInAnyOrder("doomed0", "doomed1", "other0");
      program.jobs.cancelJobGroup("nightly");
      assertThatThrownBy(doomed::get)
          .isInstanceOf(JobFailed.class)
          .hasMessage(
              "job test: job 0 (doomed) was cancelled: it is of the cancelled group nightly");
      gate.end("other0").release();
      assertThat(other.get()).containsExactly(0);
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isZero();
      assertThat(program.cluster.cancelled()).isFalse();
    }
  }

  @Test
  void cancellingByHandleByNumberAndByStage() throws Exception {
    try (Program program = program(options -> options.withNodes(1, 4))) {
      JobHandle<Integer> byHandle = gated(program, JobSettings.NONE, "a", 1);
      JobHandle<Integer> byNumber = gated(program, JobSettings.NONE, "b", 1);
      assertThat(List.of(gate.next(), gate.next())).hasSize(2);
      JobHandle<Integer> byStage =
          gated(program, JobSettings.NONE.with(JobSettings.DESCRIPTION, "the third"), "c", 1);
      untilItAsks(program, 3);
      JobHandle<Integer> last = gated(program, JobSettings.NONE, "d", 1);
      byHandle.cancel();
      program.jobs.cancelJob(1);
      program.jobs.cancelStage(3);
      program.jobs.cancelStage(30);
      assertThatThrownBy(byHandle::get).hasMessageContaining("job 0 (a) was cancelled");
      assertThatThrownBy(byNumber::get).hasMessageContaining("job 1 (b) was cancelled");
      assertThatThrownBy(byStage::get).hasMessageContaining("job 2 (the third) was cancelled");
      gate.end("d0").release();
      assertThat(last.get()).containsExactly(0);
      last.cancel();
      assertThat(last.id()).isEqualTo(3);
    }
  }

  @Test
  void whoWaitsForACancelledJobsShuffleRunsItHimself() throws Exception {
    Numbers numbers = Numbers.of(2, 100);
    try (Program program = program(options -> options)) {
      RddNode sums = slowSums(program, numbers);
      List<Integer> all = Program.allOf(sums);
      JobHandle<List<Object>> first =
          program.jobs.submit(JobSettings.NONE, "first", sums, all, Program::list);
      assertThat(gate.next()).isEqualTo("map");
      JobHandle<List<Object>> second =
          program.jobs.submit(JobSettings.NONE, "second", sums, all, Program::list);
      JobHandle<List<Object>> third =
          program.jobs.submit(JobSettings.NONE, "third", sums, all, Program::list);
      third.cancel();
      assertThatThrownBy(third::get).as("while it waits").hasMessageContaining("was cancelled");
      first.cancel();
      assertThatThrownBy(first::get).hasMessageContaining("was cancelled");
      assertThat(gate.next()).isEqualTo("map");
      gate.end("map").release();
      assertThat(second.get()).hasSize(3);
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isZero();
    }
  }

  @Test
  void eightThreadsShareOneShuffleAndGetTheirOwnAnswers() throws Exception {
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Numbers numbers = Numbers.of(4, 200);
    try (Program program = program(options -> options.withNodes(2, 2))) {
      RddNode sums = program.sum(3, program.keyBy(program.read(numbers), 10));
      List<Future<List<Object>>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        long more = i;
        answers.add(
            pool.submit(
                () -> {
                  RddNode own = program.map(sums, sum -> (Long) sum + more);
                  together.await();
                  return program.collect(own);
                }));
      }
      for (int i = 0; i < threads; i++) {
        assertThat(answers.get(i).get()).containsExactlyInAnyOrderElementsOf(sumsAndMore(i));
      }
      assertThat(numbers.opened().count()).as("the shared shuffle runs once").isEqualTo(4);
      assertThat(program.get(Measure.TASKS)).isEqualTo(4 + threads * 3);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isZero();
      assertThat(program.cluster.log().ledger().check()).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  /** The sums of the numbers below 800 with the same last digit, and more. */
  private static List<Object> sumsAndMore(long more) {
    return LongStream.range(0, 10)
        .map(digit -> LongStream.range(0, 80).map(tens -> 10 * tens + digit).sum() + more)
        .mapToObj(sum -> (Object) sum)
        .toList();
  }

  @Test
  void aJobThatRunsOutOfMemoryLeavesTheOtherAlone() throws Exception {
    try (Program program = program(options -> options)) {
      RddNode rdd = program.read(Numbers.of(2, 10));
      JobHandle<List<Object>> greedy =
          program.jobs.submit(
              JobSettings.NONE,
              "greedy",
              rdd,
              Program.allOf(rdd),
              (last, partition, context) -> {
                context.claim().hold(1 << 20);
                throw new OutOfMemoryError("all of it");
              });
      JobHandle<List<Object>> other =
          program.jobs.submit(JobSettings.NONE, "other", rdd, Program.allOf(rdd), Program::list);
      assertThat(other.get()).hasSize(2);
      assertThatThrownBy(greedy::get).hasMessageContaining("OutOfMemoryError: all of it");
      assertThat(program.store().memory().used()).as("what it held is given back").isZero();
      assertThat(program.collect(rdd)).hasSize(20);
    }
  }

  @Test
  void aJobThatRunsWhileItsProgramIsClosedIsStopped() throws Exception {
    JobHandle<Integer> job;
    try (Program program = program(options -> options)) {
      job = gated(program, JobSettings.NONE, "late", 1);
      assertThat(gate.next()).isEqualTo("late0");
    }
    assertThatThrownBy(job::get)
        .isInstanceOf(JobFailed.class)
        .hasMessage("job test: cancelled: the run was stopped");
  }

  @Test
  void aSlowTaskGetsASecondAttemptWhereSpeculationIsOn() throws Exception {
    String where = folder.toString();
    try (Program program =
        program(
            options ->
                options
                    .withNodes(2, 1)
                    .withConf("spark.speculation", "true")
                    .withConf("spark.speculation.quantile", "0.5"))) {
      RddNode rdd = program.read(Numbers.of(4, 1));
      List<Integer> attempts =
          program.jobs.run(
              "slow",
              rdd,
              Program.allOf(rdd),
              (last, partition, context) -> {
                int number = context.task().attempt().number();
                if (partition == 0 && number == 0) {
                  Gate.ALL.get(where).pass("slow");
                }
                return number;
              });
      assertThat(attempts).containsExactly(1, 0, 0, 0);
      assertThat(program.get(Measure.FAILED_ATTEMPTS)).isZero();
    }
  }

  @Test
  void switchesThatCannotBeReadAreNamed() {
    assertThatThrownBy(() -> program(o -> o.withConf("spark.speculation.quantile", "much")))
        .hasMessageContaining("spark.speculation.quantile is 'much', it must be a number above 0");
    for (String bad : List.of("0", "-1", "many")) {
      for (String name : List.of("spark.task.maxFailures", "spark.stage.maxConsecutiveAttempts")) {
        assertThatThrownBy(() -> program(o -> o.withConf(name, bad)))
            .hasMessageContaining(name + " is '" + bad + "', it must be a whole number above 0");
      }
    }
    assertThatThrownBy(() -> program(o -> o.withConf("spark.scheduler.pools", "a:1")))
        .hasMessageContaining("spark.scheduler.pools has 'a:1', write name:weight:minShare");
    assertThatThrownBy(() -> program(o -> o.withConf("spark.scheduler.mode", "LIFO")))
        .hasMessageContaining("spark.scheduler.mode is 'LIFO', it must be FIFO or FAIR");
  }
}
