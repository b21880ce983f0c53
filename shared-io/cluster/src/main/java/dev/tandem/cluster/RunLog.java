package dev.tandem.cluster;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.engine.RunReport.TaskReport;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The memory of a run: what its report is made from. Thread-safe. The listener hears of everything
 * here, one call at a time, on a thread of its own; what it has to hear of a unit it has heard when
 * the unit begins or has ended, unless it takes too long.
 *
 * <p>Engines add {@link Measure#UNITS} themselves ({@link #unitRan}): a round has two task sets, a
 * stage has one.
 */
public final class RunLog {
  private final String job;
  private final String engine;
  private final ListenerQueue events;
  private final long startNanos = System.nanoTime();
  private final Ledger ledger = new Ledger();
  private final Set<CounterCells.Place> counted = new HashSet<>();
  private final Map<String, Long> counters = new TreeMap<>();
  private final TreeMap<Integer, RunReport.Output> outputs = new TreeMap<>();
  private final List<UnitLog> units = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int retained = Integer.MAX_VALUE;

  /**
   * @param patienceMillis how long to wait for a listener
   */
  RunLog(String job, String engine, RunListener listener, long patienceMillis) {
    this.job = job;
    this.engine = engine;
    this.events = new ListenerQueue(listener, this::note, patienceMillis);
  }

  /** The measures of the run. */
  public Ledger ledger() {
    return ledger;
  }

  /** Milliseconds since the run began. */
  public long millis() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  /** A round or a stage has been run. */
  public void unitRan() {
    ledger.add(Measure.UNITS, 1);
  }

  /** Notes something that the user should know although the run goes on. */
  public void warn(String message) {
    note(message);
    events.tell(listener -> listener.warning(Failures.oneLine(message)));
  }

  private synchronized void note(String message) {
    warnings.add(Failures.oneLine(message));
    forgetBefore(warnings);
  }

  /**
   * From now on only so many units, and so many warnings, are remembered: for programs that run as
   * long as they like.
   */
  public synchronized void retain(int most) {
    retained = most;
  }

  private void forgetBefore(List<?> events) {
    if (events.size() > retained) {
      events.remove(0);
    }
  }

  /** Runs something between two events for the listener, on its thread. */
  public void post(Runnable event) {
    events.post(event);
  }

  /** Waits until what was posted so far is done, unless that takes too long. */
  public void settle() {
    events.settle();
  }

  /** The end of the run: the listener hears nothing more. */
  void close() {
    events.close();
  }

  /** The warnings so far. */
  public synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The user's counters so far, by name. */
  public synchronized Map<String, Long> counters() {
    return Collections.unmodifiableMap(new TreeMap<>(counters));
  }

  /**
   * Notes that a write exists, also if it should get no part files.
   *
   * @param write the id of the operation
   * @param name its name
   * @param path the folder that will hold its part files
   */
  public synchronized void addOutput(int write, String name, String path) {
    outputs.putIfAbsent(write, new RunReport.Output(name, path, Digest.EMPTY, 0, 0));
  }

  /** Notes a committed part file of a write. */
  public synchronized void addPart(int write, Digest digest, long bytes) {
    outputs.computeIfPresent(
        write,
        (id, o) ->
            new RunReport.Output(
                o.name(), o.path(), o.digest().plus(digest), o.files() + 1, o.bytes() + bytes));
  }

  /** What happened so far. */
  public synchronized RunReport toReport(RunReport.Status status, Explanation plan) {
    return new RunReport(
        job,
        engine,
        status,
        millis(),
        ledger.toMap(),
        counters(),
        List.copyOf(outputs.values()),
        units.stream().map(unit -> unit.toReport(this)).toList(),
        plan,
        warnings());
  }

  /**
   * A round's phase or a stage begins.
   *
   * @param unit its name
   * @param tasks how many there are
   * @param again whether tasks that had been committed run once more
   */
  public UnitLog unitStarted(String unit, int tasks, boolean again) {
    UnitLog log = new UnitLog(again ? unit + " (again)" : unit, millis());
    synchronized (this) {
      units.add(log);
      forgetBefore(units);
      events.tell(listener -> listener.unitStarted(log.name, tasks));
    }
    events.settle();
    return log;
  }

  /** It has ended. */
  public void unitFinished(UnitLog unit) {
    synchronized (this) {
      unit.endMillis = millis();
      events.tell(listener -> listener.unitFinished(unit.name));
    }
    events.settle();
  }

  /** It has ended before all its tasks were committed. */
  public void unitFailed(UnitLog unit, Throwable cause) {
    synchronized (this) {
      unit.endMillis = millis();
      events.tell(listener -> listener.unitFailed(unit.name, cause));
    }
    events.settle();
  }

  /** An attempt begins, on its own thread. */
  synchronized void attemptStarted(Attempt attempt) {
    events.tell(
        listener -> listener.attemptStarted(attempt.unit(), attempt.task(), attempt.number()));
  }

  /** The first committed attempt of a task. */
  public synchronized void taskCommitted(UnitLog unit, TaskReport report, TaskContext context) {
    unit.tasks.add(report);
    context.ledger().add(Measure.TASKS, 1);
    unit.ledger.add(context.ledger());
    ledger.add(context.ledger());
    count(context.counters());
    finished(unit, report);
  }

  /**
   * The first committed attempt of a task that was run before: its ledger has been counted then.
   */
  synchronized void taskRecomputed(UnitLog unit, TaskReport report, TaskContext context) {
    unit.tasks.add(report);
    unit.ledger.add(Measure.RECOMPUTED_TASKS, 1);
    ledger.add(Measure.RECOMPUTED_TASKS, 1);
    count(context.counters());
    finished(unit, report);
  }

  private void finished(UnitLog unit, TaskReport report) {
    events.tell(listener -> listener.taskFinished(unit.name, report.task(), report.attempt()));
  }

  private void count(CounterCells cells) {
    cells
        .amounts()
        .forEach(
            (place, amounts) -> {
              boolean first = counted.add(place);
              amounts.forEach(
                  (name, amount) -> counters.merge(name, first ? amount : 0L, Long::sum));
            });
  }

  /**
   * An attempt that failed.
   *
   * @param cause why
   * @param again whether there will be another one
   */
  public synchronized void attemptFailed(
      UnitLog unit, TaskReport report, Throwable cause, boolean again) {
    unit.tasks.add(report);
    unit.ledger.add(Measure.FAILED_ATTEMPTS, 1);
    ledger.add(Measure.FAILED_ATTEMPTS, 1);
    events.tell(
        listener ->
            listener.attemptFailed(unit.name, report.task(), report.attempt(), cause, again));
  }

  /** An attempt that ended without result and without fault of its own. */
  synchronized void attemptDropped(UnitLog unit, TaskReport report, RunListener.Drop why) {
    unit.tasks.add(report);
    events.tell(
        listener -> listener.attemptDropped(unit.name, report.task(), report.attempt(), why));
  }

  /** One unit that was started; guarded by the log. */
  public static final class UnitLog {
    private final String name;
    private final long startMillis;
    private final List<TaskReport> tasks = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private long endMillis = -1;

    UnitLog(String name, long startMillis) {
      this.name = name;
      this.startMillis = startMillis;
    }

    private RunReport.UnitReport toReport(RunLog log) {
      List<TaskReport> ordered = new ArrayList<>(tasks);
      ordered.sort(
          java.util.Comparator.comparingInt(TaskReport::task)
              .thenComparingInt(TaskReport::attempt));
      long end = endMillis < 0 ? log.millis() : endMillis;
      return new RunReport.UnitReport(name, startMillis, end, List.copyOf(ordered), ledger.toMap());
    }
  }
}
