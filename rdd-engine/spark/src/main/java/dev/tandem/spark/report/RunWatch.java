package dev.tandem.spark.report;

import dev.tandem.cluster.Node;
import dev.tandem.cluster.RunLog;
import dev.tandem.cluster.RunLog.UnitLog;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.Attempt;
import dev.tandem.spark.task.NoMoreAttempts;
import dev.tandem.spark.task.TaskFailed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;

/**
 * Hears from Spark what stages and tasks a run has, and writes it into the run's log: the units of
 * the report are Spark's stages. Called by Spark's listener thread; all state is guarded.
 */
public final class RunWatch extends SparkListener {
  /** The local property that holds what a job's last stage is called. */
  public static final String UNIT = "tandem.unit";

  private static final String JOB_GROUP = "spark.jobGroup.id";

  /** A task of a shuffle's map side, or of one result stage. */
  private record Place(boolean shuffle, int of, int partition) {}

  /** A task as Spark numbers it. */
  private record Numbered(int stage, int task) {}

  private record Stage(UnitLog unit, String name, int shuffle) {}

  private final String group;
  private final RunOptions options;
  private final RunLog log;
  private final Map<Integer, String> shuffleNames = new HashMap<>();
  private final Map<Integer, Stage> stages = new HashMap<>();
  private final Map<Integer, String> unitNames = new HashMap<>();
  private final Map<Place, Integer> committed = new HashMap<>();
  private final Set<Numbered> again = new HashSet<>();
  private final Map<Integer, Long> published = new HashMap<>();
  private final Slots slots = new Slots();
  private int units;
  private TaskFailed lastFailure;

  /**
   * @param group Spark's name for the jobs of the run
   * @param options of the run
   * @param log of the run
   */
  public RunWatch(String group, RunOptions options, RunLog log) {
    this.group = group;
    this.options = options;
    this.log = log;
  }

  /** Says what is made of a shuffle's records. */
  public synchronized void nameShuffle(int sparkId, String name) {
    shuffleNames.put(sparkId, name);
  }

  /** Records that the map side of a shuffle has published. */
  public synchronized long published(int sparkId) {
    return published.getOrDefault(sparkId, 0L);
  }

  /** Whether the map side of a shuffle has run. */
  public synchronized boolean isPublished(int sparkId) {
    return published.containsKey(sparkId);
  }

  /**
   * Whether a task did what one of an earlier stage had done: Spark has a new number for a stage
   * whose output was lost between two jobs.
   */
  synchronized boolean isRepeated(int stage, int task) {
    return again.contains(new Numbered(stage, task));
  }

  /** The failure of a task that was told of last; or null. */
  public synchronized TaskFailed lastFailure() {
    return lastFailure;
  }

  /** The name of the unit that a stage is. */
  public synchronized String unitName(int stage) {
    return unitNames.getOrDefault(stage, "stage");
  }

  /** Waits until no task of the run is running any more, or for so long. */
  public synchronized void awaitQuiet(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis;
        slots.busy() && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    if (event.properties() == null || !group.equals(event.properties().getProperty(JOB_GROUP))) {
      return;
    }
    StageInfo info = event.stageInfo();
    boolean again = stages.containsKey(info.stageId());
    int shuffle = info.shuffleDepId().isDefined() ? (Integer) info.shuffleDepId().get() : -1;
    String name =
        shuffle >= 0
            ? shuffleNames.getOrDefault(shuffle, "shuffle")
            : event.properties().getProperty(UNIT, "result");
    String unit = again ? unitNames.get(info.stageId()) : "stage " + ++units + ": " + name;
    unitNames.put(info.stageId(), unit);
    stages.put(
        info.stageId(), new Stage(log.unitStarted(unit, info.numTasks(), again), unit, shuffle));
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    Stage stage = stages.get(event.stageInfo().stageId());
    if (stage != null) {
      if (event.stageInfo().failureReason().isEmpty()) {
        log.unitFinished(stage.unit());
        log.unitRan();
      } else {
        String why = event.stageInfo().failureReason().get();
        log.unitFailed(stage.unit(), new IllegalStateException(why));
      }
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart event) {
    if (stages.containsKey(event.stageId())) {
      slots.start(event.taskInfo().taskId(), event.taskInfo().executorId(), log.millis());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    Stage stage = stages.get(event.stageId());
    if (stage == null) {
      return;
    }
    Slots.Run ran = slots.end(event.taskInfo().taskId(), log.millis());
    notifyAll();
    boolean success = event.reason() == Success$.MODULE$;
    TaskReport report =
        new TaskReport(
            event.taskInfo().partitionId(),
            event.taskInfo().attemptNumber(),
            ran.executor(),
            ran.slot(),
            ran.startMillis(),
            ran.endMillis(),
            success);
    if (success) {
      succeeded(event, stage, report);
    } else {
      failed(event.reason(), stage, report);
    }
  }

  private void succeeded(SparkListenerTaskEnd event, Stage stage, TaskReport report) {
    boolean shuffles = stage.shuffle() >= 0;
    Place place = new Place(shuffles, shuffles ? stage.shuffle() : event.stageId(), report.task());
    Integer first = committed.putIfAbsent(place, event.stageId());
    if (first != null) {
      log.ledger().add(Measure.RECOMPUTED_TASKS, 1);
      if (first != event.stageId()) {
        again.add(new Numbered(event.stageId(), report.task()));
      }
      return;
    }
    TaskContext context =
        TaskContext.elsewhere(
            options,
            new Attempt(stage.name(), report.task(), report.attempt()),
            Node.elsewhere(),
            "");
    enter(event.taskMetrics(), context.ledger());
    if (shuffles) {
      published.merge(stage.shuffle(), context.ledger().get(Measure.SHUFFLE_RECORDS), Long::sum);
    }
    log.taskCommitted(stage.unit(), report, context);
  }

  private static void enter(TaskMetrics metrics, Ledger ledger) {
    ledger.add(Measure.SHUFFLE_RECORDS, metrics.shuffleWriteMetrics().recordsWritten());
    ledger.add(Measure.SHUFFLE_BYTES, metrics.shuffleWriteMetrics().bytesWritten());
    ledger.add(Measure.SPILLED_BYTES, metrics.diskBytesSpilled());
  }

  private void failed(TaskEndReason reason, Stage stage, TaskReport report) {
    if (!(reason instanceof ExceptionFailure failure)
        || failure.className().equals(NoMoreAttempts.class.getName())) {
      return;
    }
    Throwable cause =
        failure.exception().isDefined()
            ? failure.exception().get()
            : new IllegalStateException(failure.description());
    if (cause instanceof TaskFailed ours) {
      lastFailure = ours;
    }
    boolean again = report.attempt() + 1 < options.attempts();
    log.attemptFailed(stage.unit(), report, cause, again);
  }
}
