package dev.tandem.cluster;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunReport.TaskReport;

/** What the report of the run tells of one task set. Used by the thread that runs the set. */
final class TaskSetLog {
  private final RunLog log;
  private final TaskSet<?> set;
  private RunLog.UnitLog unit;

  TaskSetLog(RunLog log, TaskSet<?> set) {
    this.log = log;
    this.set = set;
  }

  /** The report tells of the set from here on; a set may begin twice, early and by itself. */
  void begin() {
    if (unit == null) {
      unit = log.unitStarted(set.unit(), set.tasks().size(), set.recompute());
    }
  }

  void finish() {
    log.unitFinished(unit);
  }

  /** The set ends before all its tasks are committed. */
  void abandon(Throwable cause) {
    if (unit != null) {
      log.unitFailed(unit, cause);
    }
  }

  /** An attempt has counted for its task. */
  void committed(AttemptRun<?> attempt) {
    if (set.recompute()) {
      log.taskRecomputed(unit, report(attempt, true, false), attempt.context);
    } else {
      log.taskCommitted(unit, report(attempt, true, false), attempt.context);
    }
  }

  /**
   * An attempt has failed.
   *
   * @param last whether its task is not tried again
   */
  void failed(AttemptRun<?> attempt, boolean last) {
    begin(); // an attempt of a set that has begun early may end before that is told
    log.attemptFailed(unit, report(attempt, false, true), attempt.thrown, !last);
  }

  /** An attempt has ended without fault of its own, and for nothing. */
  void dropped(AttemptRun<?> attempt) {
    begin(); // here too
    log.attemptDropped(unit, report(attempt, false, false), why(attempt.ending));
  }

  private static RunListener.Drop why(Ending ending) {
    return switch (ending) {
      case INPUT_LOST -> RunListener.Drop.INPUT_LOST;
      case NODE_LOST -> RunListener.Drop.NODE_LOST;
      case COMMITTED, FAILED, DROPPED -> RunListener.Drop.STOPPED;
    };
  }

  void warn(String line) {
    log.warn(line);
  }

  private TaskReport report(AttemptRun<?> attempt, boolean succeeded, boolean failed) {
    TaskContext context = attempt.context;
    return new TaskReport(
        context.attempt().task(),
        context.attempt().number(),
        context.node().number(),
        context.slot(),
        attempt.startMillis,
        log.millis(),
        succeeded,
        failed);
  }
}
