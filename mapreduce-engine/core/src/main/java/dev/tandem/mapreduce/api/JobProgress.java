package dev.tandem.mapreduce.api;

import dev.tandem.contract.engine.RunListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the committed tasks of a job, and passes on what it hears. */
final class JobProgress implements RunListener {
  private final RunListener other;
  private final Phase map = new Phase();
  private final Phase reduce = new Phase();

  /** Tasks of one phase. */
  private static final class Phase {
    private final AtomicInteger done = new AtomicInteger();
    private volatile int tasks = -1;
    private volatile boolean ended;

    float progress() {
      return ended ? 1 : tasks <= 0 ? 0 : Math.min(1, (float) done.get() / tasks);
    }
  }

  JobProgress(RunListener other) {
    this.other = other;
  }

  float ofMaps() {
    return map.progress();
  }

  float ofReduces() {
    return reduce.progress();
  }

  private Phase phase(String unit) {
    return unit.startsWith("round 1 reduce") ? reduce : map;
  }

  private static boolean isAgain(String unit) {
    return unit.endsWith(" (again)");
  }

  @Override
  public void unitStarted(String unit, int tasks) {
    if (!isAgain(unit)) {
      phase(unit).tasks = tasks;
    }
    other.unitStarted(unit, tasks);
  }

  @Override
  public void attemptStarted(String unit, int task, int attempt) {
    other.attemptStarted(unit, task, attempt);
  }

  @Override
  public void taskFinished(String unit, int task, int attempt) {
    if (!isAgain(unit)) {
      phase(unit).done.incrementAndGet();
    }
    other.taskFinished(unit, task, attempt);
  }

  @Override
  public void attemptFailed(String unit, int task, int attempt, Throwable cause, boolean again) {
    other.attemptFailed(unit, task, attempt, cause, again);
  }

  @Override
  public void attemptDropped(String unit, int task, int attempt, Drop why) {
    other.attemptDropped(unit, task, attempt, why);
  }

  @Override
  public void unitFinished(String unit) {
    if (!isAgain(unit)) {
      phase(unit).ended = true;
    }
    other.unitFinished(unit);
  }

  @Override
  public void unitFailed(String unit, Throwable cause) {
    other.unitFailed(unit, cause);
  }

  @Override
  public void warning(String message) {
    other.warning(message);
  }
}
