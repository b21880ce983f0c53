package dev.tandem.rdd.api;

import dev.tandem.cluster.RunLog;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.rdd.api.RddListener.TaskEnd;
import dev.tandem.rdd.run.JobListener;
import dev.tandem.rdd.run.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells the listeners of a context what the engine does, in the terms of RDDs. All of them are told
 * on the thread that tells the listener of the run.
 */
final class Events implements RunListener, JobListener {
  private static final String STAGE = "stage ";

  private final RunListener next;
  private final List<RddListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, RddListener.Stage> running = new ConcurrentHashMap<>();
  private final Set<Object> failed = ConcurrentHashMap.newKeySet();
  private volatile RunLog log;

  /**
   * @param next hears of everything, too
   */
  Events(RunListener next) {
    this.next = next;
  }

  /** Where jobs, which the run itself does not know, are told of. */
  void through(RunLog runLog) {
    log = runLog;
  }

  void add(RddListener listener) {
    listeners.add(listener);
  }

  void remove(RddListener listener) {
    listeners.remove(listener);
  }

  private void tell(Consumer<RddListener> event) {
    for (RddListener listener : listeners) {
      guard(listener, () -> event.accept(listener));
    }
  }

  /** What a listener throws is its own trouble: the others hear, and jobs go on, as in Spark. */
  private void guard(Object listener, Runnable event) {
    try {
      event.run();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      if (failed.add(listener)) {
        log.warn("a listener has failed: " + e);
      }
    }
  }

  /** {@code stage 3: counts} as a stage. */
  private static RddListener.Stage stage(String unit, int tasks) {
    int colon = unit.indexOf(": ");
    return new RddListener.Stage(stageId(unit), unit.substring(colon + 2), tasks);
  }

  /** The number in {@code stage 3: counts}. */
  static int stageId(String unit) {
    return Integer.parseInt(unit.substring(STAGE.length(), unit.indexOf(':')));
  }

  @Override
  public void jobStarted(int id, String name, JobSettings settings) {
    RddListener.JobStart job =
        new RddListener.JobStart(
            id,
            name,
            Optional.ofNullable(settings.description()),
            Optional.ofNullable(settings.group()));
    log.post(() -> tell(listener -> listener.onJobStart(job)));
  }

  @Override
  public void jobEnded(int id, Throwable failure) {
    RddListener.JobEnd job =
        new RddListener.JobEnd(id, Optional.ofNullable(failure).map(String::valueOf));
    log.post(() -> tell(listener -> listener.onJobEnd(job)));
    log.settle();
  }

  @Override
  public void unitStarted(String unit, int tasks) {
    guard(next, () -> next.unitStarted(unit, tasks));
    RddListener.Stage stage = stage(unit, tasks);
    running.put(unit, stage);
    tell(listener -> listener.onStageSubmitted(stage));
  }

  @Override
  public void unitFinished(String unit) {
    guard(next, () -> next.unitFinished(unit));
    stageEnded(unit, Optional.empty());
  }

  @Override
  public void unitFailed(String unit, Throwable cause) {
    guard(next, () -> next.unitFailed(unit, cause));
    stageEnded(unit, Optional.of(String.valueOf(cause)));
  }

  private void stageEnded(String unit, Optional<String> failure) {
    RddListener.Stage stage = running.remove(unit);
    tell(listener -> listener.onStageCompleted(stage, failure));
  }

  @Override
  public void attemptStarted(String unit, int task, int attempt) {
    guard(next, () -> next.attemptStarted(unit, task, attempt));
    RddListener.Task started = new RddListener.Task(stageId(unit), task, attempt);
    tell(listener -> listener.onTaskStart(started));
  }

  @Override
  public void taskFinished(String unit, int task, int attempt) {
    guard(next, () -> next.taskFinished(unit, task, attempt));
    taskEnded(unit, task, attempt, new TaskEnd(TaskEnd.Reason.SUCCESS, ""));
  }

  @Override
  public void attemptFailed(String unit, int task, int attempt, Throwable cause, boolean again) {
    guard(next, () -> next.attemptFailed(unit, task, attempt, cause, again));
    TaskEnd end = new TaskEnd(TaskEnd.Reason.EXCEPTION_FAILURE, String.valueOf(cause));
    taskEnded(unit, task, attempt, end);
  }

  @Override
  public void attemptDropped(String unit, int task, int attempt, Drop why) {
    guard(next, () -> next.attemptDropped(unit, task, attempt, why));
    TaskEnd end =
        switch (why) {
          case STOPPED -> new TaskEnd(TaskEnd.Reason.TASK_KILLED, "it was stopped");
          case INPUT_LOST -> new TaskEnd(TaskEnd.Reason.FETCH_FAILED, "a map output was lost");
          case NODE_LOST -> new TaskEnd(TaskEnd.Reason.EXECUTOR_LOST, "its node was lost");
        };
    taskEnded(unit, task, attempt, end);
  }

  private void taskEnded(String unit, int task, int attempt, TaskEnd end) {
    RddListener.Task ended = new RddListener.Task(stageId(unit), task, attempt);
    tell(listener -> listener.onTaskEnd(ended, end));
  }

  @Override
  public void warning(String message) {
    guard(next, () -> next.warning(message));
  }

  void blockUpdated(RddListener.BlockUpdated block) {
    log.post(() -> tell(listener -> listener.onBlockUpdated(block)));
  }

  void unpersisted(int rdd) {
    log.post(() -> tell(listener -> listener.onUnpersistRDD(rdd)));
    log.settle();
  }
}
