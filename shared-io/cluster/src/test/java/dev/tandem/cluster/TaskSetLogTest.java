package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.engine.RunReport.UnitReport;
import dev.tandem.contract.io.Attempt;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSetLogTest {
  private final TaskSet<Integer> set = TaskSet.of("unit", ClusterFixture.squares(3));
  private final RunLog run = new RunLog("test", "none", new RunListener() {}, 1000);

  @AfterEach
  void close() {
    run.close();
  }

  private static AttemptRun<Integer> ended(int task, int number, Ending ending) {
    TaskContext context =
        TaskContext.elsewhere(
            RunOptions.defaults(), new Attempt("unit", task, number), new Node(1, "node1"), "s");
    context.ledger().add(Measure.INPUT_RECORDS, 5);
    AttemptRun<Integer> attempt = new AttemptRun<>(null, task, any -> 0, context, 0, 0);
    attempt.ending = ending;
    attempt.thrown = ending == Ending.FAILED ? new IOException("bad disk") : null;
    return attempt;
  }

  private List<UnitReport> units() {
    return run.toReport(RunReport.Status.SUCCEEDED, null).units();
  }

  @Test
  void aSetThatBeginsTwiceIsOneUnit() {
    TaskSetLog log = new TaskSetLog(run, set);
    log.begin();
    log.begin();
    log.finish();
    assertThat(units()).extracting(UnitReport::name).containsExactly("unit");
  }

  @Test
  void everyAttemptIsToldAndOnlyTheCommittedOneCounts() {
    TaskSetLog log = new TaskSetLog(run, set);
    log.begin();
    log.failed(ended(2, 0, Ending.FAILED), false);
    log.committed(ended(2, 1, Ending.COMMITTED));
    log.dropped(ended(2, 2, Ending.DROPPED));
    log.finish();
    UnitReport unit = units().get(0);
    assertThat(unit.tasks()).extracting(TaskReport::attempt).containsExactly(0, 1, 2);
    assertThat(unit.tasks()).extracting(TaskReport::succeeded).containsExactly(false, true, false);
    assertThat(unit.tasks()).extracting(TaskReport::failed).containsExactly(true, false, false);
    assertThat(unit.tasks()).allMatch(task -> task.task() == 2 && task.node() == 1);
    assertThat(unit.ledger())
        .containsEntry(Measure.INPUT_RECORDS, 5L)
        .containsEntry(Measure.TASKS, 1L)
        .containsEntry(Measure.FAILED_ATTEMPTS, 1L);
  }

  @Test
  void whatRunsAgainHasBeenCountedBefore() {
    TaskSetLog log = new TaskSetLog(run, set.recomputing());
    log.begin();
    log.committed(ended(0, 0, Ending.COMMITTED));
    log.finish();
    assertThat(units().get(0).name()).isEqualTo("unit (again)");
    assertThat(units().get(0).ledger())
        .containsEntry(Measure.RECOMPUTED_TASKS, 1L)
        .containsEntry(Measure.INPUT_RECORDS, 0L)
        .containsEntry(Measure.TASKS, 0L);
  }
}
