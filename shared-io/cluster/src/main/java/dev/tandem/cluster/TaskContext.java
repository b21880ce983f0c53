package dev.tandem.cluster;

import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.engine.RunListener;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One attempt of a task, as the task sees it. All that it counts is its own until the attempt is
 * committed, and is forgotten if it fails. Used by the thread of the attempt only.
 */
public final class TaskContext implements TaskScopes {
  /** Something that may fail for want of storage. */
  @FunctionalInterface
  public interface Action {
    /**
     * @throws IOException if the storage fails
     */
    void run() throws IOException;
  }

  private static final VarHandle PROGRESS = progressHandle();

  private final RunOptions options;
  private final MeteredFiles files;
  private final FaultPoints faults;
  private final RunLog log;
  private final Attempt attempt;
  private final Node node;
  private final int slot;
  private final String scratch;
  private final Ledger ledger = new Ledger();
  private final CounterCells counters = new CounterCells();
  private final List<Action> onCommit = new ArrayList<>();
  private final List<Action> onAbort = new ArrayList<>();
  private final List<Runnable> beforeAccepted = new ArrayList<>();
  private final List<Runnable> onAccepted = new ArrayList<>();
  private Supplier<String> reading = () -> "";
  private volatile boolean stopped;

  /** Written by the attempt's thread alone, for every record; others read it now and then. */
  private volatile long progress;

  TaskContext(Cluster cluster, Attempt attempt, Node node, int slot, String scratch) {
    this(cluster.options(), cluster.faults(), cluster.log(), attempt, node, slot, scratch);
  }

  private TaskContext(
      RunOptions options,
      FaultPoints faults,
      RunLog log,
      Attempt attempt,
      Node node,
      int slot,
      String scratch) {
    this.options = options;
    this.files = new MeteredFiles(options.files());
    this.faults = faults;
    this.log = log;
    this.attempt = attempt;
    this.node = node;
    this.slot = slot;
    this.scratch = scratch;
  }

  /**
   * An attempt that another system runs, commits and cleans up after: what is registered here for
   * these moments does not happen, and what it counts is carried to the driver by {@link
   * #writeCounts}.
   *
   * @param options of the run, as far as tasks need them
   * @param attempt which it is
   * @param node holds the broadcasts of the tasks of one process
   * @param scratch the attempt's own folder
   */
  public static TaskContext elsewhere(
      RunOptions options, Attempt attempt, Node node, String scratch) {
    RunLog log = new RunLog("", "", RunListener.NONE, 0);
    return new TaskContext(options, FaultPoints.NONE, log, attempt, node, 0, scratch);
  }

  /**
   * Milliseconds since the run began, by the clock that dates the attempts of its report: no step
   * of the wall clock changes them.
   */
  public long millis() {
    return log.millis();
  }

  /** Which attempt of which task this is. */
  public Attempt attempt() {
    return attempt;
  }

  /** Where it runs. */
  public Node node() {
    return node;
  }

  /** On which slot of the node, from 0. */
  public int slot() {
    return slot;
  }

  /**
   * The measures of this attempt: added to those of its unit and of the run if it is the first one
   * that is committed.
   */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * The scope of an operation of which this task computes the partition that has the task's number.
   */
  @Override
  public TaskScope of(Operation operation) {
    return scopes(attempt.task()).of(operation);
  }

  /**
   * Scopes for operations of which this task computes another partition than that of its own
   * number. Counters count once for each operation and partition, whichever task computes it.
   */
  public TaskScopes scopes(int partition) {
    return operation -> new OperationScope(operation, partition, node, counters);
  }

  /**
   * Ends the task if it has been told to stop. Cheap; to be called for each batch of records.
   *
   * @throws TaskStopped if so
   */
  public void checkStopped() {
    progress();
    if (stopped) {
      throw new TaskStopped(attempt + " was stopped");
    }
  }

  /** Says that the attempt gets on; very cheap, to be called for each record. */
  public void progress() {
    PROGRESS.setOpaque(this, (long) PROGRESS.getOpaque(this) + 1);
  }

  private static VarHandle progressHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(TaskContext.class, "progress", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How often the attempt got on. */
  long progressed() {
    return progress;
  }

  /** Whether the task has been told to stop. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Says how to find out, if this attempt fails, which record it was at: {@code words.txt, byte
   * 1042}.
   */
  public void reading(Supplier<String> position) {
    reading = position;
  }

  /**
   * A path in this attempt's own folder on its node. The folder is deleted if the attempt fails,
   * else with the run.
   */
  public String scratchFile(String name) {
    return scratch + "/" + name;
  }

  /** The storage; what this attempt reads and writes there is counted. */
  public FileStore files() {
    return files;
  }

  /**
   * What this attempt has read and written through {@link #files} so far, by scheme ({@code file}).
   * What the driver does for it is not in it: looking for splits, renaming its files when it is
   * committed, deleting its folder.
   */
  public Map<String, FileTraffic> traffic() {
    return files.traffic();
  }

  /** What the run may use. */
  public RunOptions options() {
    return options;
  }

  /** How memory is shared. */
  public MemoryBudget budget() {
    return options.budget();
  }

  /** The bytes of heap that this task may take. */
  public long memoryShare() {
    return options.budget().share();
  }

  /**
   * A point at which the run's fault plan may strike. Does nothing where there is no plan.
   *
   * @param point a name such as {@code map.spill.write}
   * @throws IOException if the plan says so
   */
  public void fault(String point) throws IOException {
    faults.hit(point, attempt, node, scratch);
  }

  /**
   * Lets a point be passed before each record. Where no plan has a fault there, this is {@code out}
   * itself and costs nothing.
   *
   * @param point a name such as {@code map.record}
   * @param out takes the records
   * @return what to push to; throws {@link StorageFailure} where the plan wants an I/O error
   */
  public Collector faultBefore(String point, Collector out) {
    if (!faults.watches(point)) {
      return out;
    }
    return (key, value) -> {
      try {
        fault(point);
      } catch (IOException e) {
        throw new StorageFailure(e);
      }
      out.emit(key, value);
    };
  }

  /**
   * Promotes what this attempt has written to where others look. Called at the end of the attempt,
   * once, and only if no other attempt of the task is committed; if it throws, the attempt has
   * failed.
   */
  public void onCommit(Action action) {
    onCommit.add(action);
  }

  /** Cleans up if the attempt fails, is stopped or comes second. */
  public void onAbort(Action action) {
    onAbort.add(action);
  }

  /**
   * Looks at what was committed, on the thread that called {@link Cluster#run}, before any action
   * of {@link #onAccepted}, and throws to refuse it: the attempt is then aborted, and what was
   * thrown ends the task set.
   */
  public void beforeAccepted(Runnable check) {
    beforeAccepted.add(check);
  }

  /**
   * Tells the driver of what was committed: runs on the thread that called {@link Cluster#run},
   * before the task set's listener.
   */
  public void onAccepted(Runnable action) {
    onAccepted.add(action);
  }

  /** Writes what this attempt has counted: its measures and the user's counters. */
  public void writeCounts(Output out) {
    for (Measure measure : Measure.values()) {
      out.writeVarLong(ledger.get(measure));
    }
    counters.write(out);
  }

  /**
   * Takes over what {@link #writeCounts} has written, on the driver.
   *
   * @throws dev.tandem.contract.io.CorruptDataException if the bytes are damaged
   */
  public void readCounts(Input in) {
    for (Measure measure : Measure.values()) {
      ledger.add(measure, in.readVarLong());
    }
    counters.read(in);
  }

  CounterCells counters() {
    return counters;
  }

  /** For the message of a failure; a position that cannot be told is empty. */
  public String position() {
    try {
      return String.valueOf(reading.get());
    } catch (RuntimeException | LinkageError unknown) {
      return "";
    }
  }

  /** Tells the task to stop; any thread may call this. */
  public void stop() {
    stopped = true;
  }

  /** The attempt begins. */
  void begin() {
    log.attemptStarted(attempt);
  }

  void commit() throws IOException {
    fault("task.commit");
    for (Action action : onCommit) {
      action.run();
    }
  }

  /**
   * The end of a committed attempt. What its actions hold (buffers, writers) would otherwise live
   * as long as its task set.
   */
  void accept() {
    onAccepted.forEach(Runnable::run);
    beforeAccepted.clear();
    onAccepted.clear();
    onCommit.clear();
    onAbort.clear();
    reading = () -> "";
  }

  /** Looks at what was committed; throws what {@link #beforeAccepted} throws to refuse it. */
  void check() {
    beforeAccepted.forEach(Runnable::run);
  }

  /** Runs all clean-ups, the latest first, also if some fail. */
  void abort() {
    List<Action> all = new ArrayList<>(onAbort);
    Collections.reverse(all);
    all.add(() -> files().delete(scratch));
    for (Action action : all) {
      try {
        action.run();
      } catch (IOException | RuntimeException e) {
        log.warn("cannot clean up after " + attempt + ": " + Failures.describe(e));
      }
    }
  }
}
