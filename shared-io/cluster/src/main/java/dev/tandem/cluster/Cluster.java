package dev.tandem.cluster;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.MemoryBudget;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The embedded cluster of one run: virtual nodes with slots, on which an engine's tasks run. What
 * is the same for all engines is here: retries, commits, the ledger, node losses, cancelling. An
 * engine brings the tasks.
 *
 * <p>Any number of threads, the drivers, call {@link #run}, each for a job of its own ({@link
 * #runAs}); {@link #cancel} and {@link #lose} may be called by any thread.
 */
public final class Cluster implements AutoCloseable {
  /**
   * How long to wait for a task that was told to stop, in milliseconds; the switch {@code patience}
   * changes it.
   */
  private static final String PATIENCE = "10000";

  private final String job;
  private final RunOptions options;
  private final RunLog log;
  private final ScratchRoot scratch;
  private final List<Node> nodes = new ArrayList<>();
  private final FaultPoints faults;
  private final Dispatcher dispatcher;
  private final List<Consumer<Node>> lossListeners = new CopyOnWriteArrayList<>();
  private final AtomicLong attempts = new AtomicLong();
  private final long patienceMillis;
  private final LongSupplier clock;
  private final CountDownLatch cancelling = new CountDownLatch(1);
  private final AtomicBoolean warnedOfFaults = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Starts the nodes.
   *
   * @param job the name of the job
   * @param engine the name of the engine
   * @param options what the run may use; the switch {@code faults} names a file with a {@link
   *     FaultPlan}
   * @throws JobFailed if there is no scratch folder to be had, or a switch or the fault plan cannot
   *     be read
   */
  public Cluster(String job, String engine, RunOptions options) {
    this(job, engine, options, System::nanoTime);
  }

  /** With another clock of nanoseconds; {@link #lookAgain} after it was advanced. */
  Cluster(String job, String engine, RunOptions options, LongSupplier clock) {
    this.clock = clock;
    this.job = job;
    this.options = options;
    this.patienceMillis = readPatience();
    this.log = new RunLog(job, engine, options.listener(), patienceMillis);
    this.faults = readFaults();
    this.scratch = makeScratch();
    for (int i = 0; i < options.nodes(); i++) {
      nodes.add(new Node(i, scratch.path() + "/node" + i));
    }
    this.dispatcher = new Dispatcher(job, nodes, options.slots(), readOrder());
  }

  private long readPatience() {
    String typed = options.conf("patience", PATIENCE);
    try {
      return Integer.parseUnsignedInt(typed) & 0xFFFF_FFFFL;
    } catch (NumberFormatException e) {
      throw new JobFailed(
          "job " + job + ": patience is '" + typed + "', it must be a whole number of milliseconds",
          e);
    }
  }

  private JobOrder readOrder() {
    String typed = options.conf("spark.scheduler.mode", "FIFO");
    try {
      return JobOrder.valueOf(typed);
    } catch (IllegalArgumentException e) {
      throw new JobFailed(
          "job " + job + ": spark.scheduler.mode is '" + typed + "', it must be FIFO or FAIR", e);
    }
  }

  private FaultPoints readFaults() {
    String plan = options.conf("faults", "");
    try {
      return plan.isEmpty() ? FaultPoints.NONE : FaultPlan.read(plan, victim());
    } catch (IllegalArgumentException e) { // says where and what, for people
      throw new JobFailed("job " + job + ": cannot read the fault plan: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new JobFailed(
          "job " + job + ": cannot read the fault plan: " + Failures.describe(e), e);
    }
  }

  private FaultPlan.Victim victim() {
    return new FaultPlan.Victim() {
      @Override
      public FileStore files() {
        return Cluster.this.files();
      }

      @Override
      public RunLog log() {
        return log;
      }

      @Override
      public List<Node> nodes() {
        return Cluster.this.nodes();
      }

      @Override
      public void lose(Node node) {
        Cluster.this.lose(node);
      }

      @Override
      public void awaitCancel() throws InterruptedException {
        cancelling.await();
      }
    };
  }

  /**
   * Warns of each fault of the run's plan that has not struck, once: at the end, when none can any
   * more.
   */
  public void warnOfUnusedFaults() {
    if (!warnedOfFaults.getAndSet(true)) {
      faults.unused().forEach(log::warn);
    }
  }

  private ScratchRoot makeScratch() {
    try {
      ScratchRoot root = ScratchRoot.create(files(), options.scratch());
      ScratchRoot.sweep(files(), options.scratch(), log);
      return root;
    } catch (IOException e) {
      throw new JobFailed(
          "job "
              + job
              + ": cannot make a scratch folder below "
              + options.scratch()
              + ": "
              + Failures.describe(e)
              + "; choose another one with --scratch",
          e);
    }
  }

  /** The name of the job. */
  public String job() {
    return job;
  }

  /** All nodes, also lost ones, by number. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** What the run may use. */
  public RunOptions options() {
    return options;
  }

  /** How memory is shared. */
  public MemoryBudget budget() {
    return options.budget();
  }

  /** The storage. */
  public FileStore files() {
    return options.files();
  }

  /** What happened so far. */
  public RunLog log() {
    return log;
  }

  /** Where faults may be injected. */
  public FaultPoints faults() {
    return faults;
  }

  /**
   * Runs tasks on the slots until all are committed. Each task is tried up to {@link
   * RunOptions#attempts} times; the next attempt goes to another node if there is one. Attempts
   * whose node is lost are tried again and not counted.
   *
   * @return the results, in the order of the tasks; null for tasks that were not needed
   * @throws JobFailed if a task failed as often as it may, an input could not be restored, no node
   *     is left, or the run was cancelled. No task of the set runs any more then.
   * @throws IllegalStateException if called inside of a task
   */
  public <R> List<R> run(TaskSet<R> tasks) {
    if (Dispatcher.onSlot()) {
      throw new IllegalStateException("a task cannot run tasks: it would wait for its own slot");
    }
    checkUsable();
    return new TaskSetRun<>(this, dispatcher, tasks).execute();
  }

  /** Calls something on behalf of a job: all task sets that this thread runs meanwhile are its. */
  public <R> R runAs(RunningJob owner, Supplier<R> body) {
    RunningJob before = dispatcher.enter(owner);
    try {
      return body.get();
    } finally {
      dispatcher.enter(before);
    }
  }

  /** The job that this thread runs tasks for. */
  public RunningJob currentJob() {
    return dispatcher.currentJob();
  }

  /** Stops one job: its tasks end soon, and what it runs throws. Others go on. */
  public void cancel(RunningJob owner, String why) {
    owner.cancel(why);
    dispatcher.wakeUp();
  }

  /** The jobs that run tasks of a unit now whose name begins so. */
  public List<RunningJob> jobsOf(String unit) {
    return dispatcher.jobsOf(unit);
  }

  /**
   * Runs two sets of which the second needs what the first one produces, but has something to do
   * before all of it is there. Its tasks get slots for which the first set has no task any more;
   * where one of the first set has to be tried again and finds no slot, one of them gives its own
   * back and begins anew later.
   *
   * @param head tasks of the first set that must be committed before the second one begins
   * @return the results of the second set
   * @throws JobFailed as {@link #run(TaskSet)}
   */
  public <A, B> List<B> run(TaskSet<A> first, TaskSet<B> second, int head) {
    if (Dispatcher.onSlot()) {
      throw new IllegalStateException("a task cannot run tasks: it would wait for its own slot");
    }
    checkUsable();
    TaskSetRun<B> follower = new TaskSetRun<>(this, dispatcher, second);
    try {
      new TaskSetRun<>(this, dispatcher, first, follower, head).execute();
    } catch (RuntimeException | Error e) {
      follower.abandon(e);
      throw e;
    }
    return follower.execute();
  }

  /**
   * Asked by whoever waits for something else than tasks.
   *
   * @throws JobFailed if nothing can run any more, for this thread's job or at all
   */
  public void checkUsable() {
    dispatcher.currentJob().checkNotCancelled(job);
    if (closed) {
      throw new JobFailed("job " + job + ": cancelled: the run was stopped");
    }
    checkNotCancelled();
    if (nodes.stream().noneMatch(Node::alive)) {
      throw new JobFailed("job " + job + ": no live nodes");
    }
  }

  /**
   * Asked by a driver that works without tasks.
   *
   * @throws JobFailed if the run was cancelled
   */
  public void checkNotCancelled() {
    if (cancelled()) {
      throw new JobFailed("job " + job + ": cancelled");
    }
  }

  /** Nanoseconds, for differences. */
  long nanos() {
    return clock.getAsLong();
  }

  /** Makes the running task set look at the time now. */
  void lookAgain() {
    dispatcher.wakeUp();
  }

  /** Whether a node gets no more tasks, because too many attempts failed there. */
  boolean avoids(Node node, TaskPolicy policy) {
    if (!isBad(node, policy)) {
      return false;
    }
    long alive = nodes.stream().filter(Node::alive).count();
    long bad = nodes.stream().filter(Node::alive).filter(one -> isBad(one, policy)).count();
    return bad * 100 / alive < policy.ignoredPercent();
  }

  private static boolean isBad(Node node, TaskPolicy policy) {
    return policy.nodeFailures() > 0 && node.failures() >= policy.nodeFailures();
  }

  /** A folder name that no other attempt has; the folder is made by the first file in it. */
  String attemptScratch(Node node) {
    return node.scratch() + "/attempt" + attempts.getAndIncrement();
  }

  long patienceMillis() {
    return patienceMillis;
  }

  /** Stops the run: tasks end soon, and {@link #run} throws. */
  public void cancel() {
    cancelling.countDown();
    dispatcher.wakeUp();
  }

  /** Whether the run was cancelled. */
  public boolean cancelled() {
    return cancelling.getCount() == 0;
  }

  /**
   * Adds somebody who is told of each lost node, on the thread that loses it, after its tasks were
   * told to stop.
   */
  public void onNodeLost(Consumer<Node> listener) {
    lossListeners.add(listener);
  }

  /**
   * Loses a node: its scratch folder goes, its attempts fail without being blamed, and it gets no
   * more tasks.
   */
  public void lose(Node node) {
    if (!node.die()) {
      return;
    }
    dispatcher.runningOn(node).forEach(AttemptRun::stop);
    log.warn(node + " was lost");
    boolean interrupted = Thread.interrupted();
    try {
      files().delete(node.scratch());
    } catch (IOException e) {
      log.warn("cannot remove the scratch folder of " + node + ": " + Failures.describe(e));
    }
    lossListeners.forEach(listener -> listener.accept(node));
    dispatcher.wakeUp();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the threads and removes the scratch folder; tasks that still run are cancelled. Does not
   * throw: what cannot be removed is a warning.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    warnOfUnusedFaults();
    if (dispatcher.busy()) {
      cancel();
    }
    dispatcher
        .close(patienceMillis())
        .forEach(thread -> log.warn("thread " + thread + " does not end"));
    try {
      scratch.delete();
    } catch (IOException | RuntimeException e) {
      log.warn("cannot remove the scratch folder " + scratch.path() + ": " + Failures.describe(e));
    }
    log.close();
  }
}
