package dev.tandem.cluster;

/**
 * One attempt on its slot: runs the task, asks for the right to commit, commits or cleans up, and
 * tells its task set how it ended. Whatever the task throws ends here: the slot survives.
 */
final class AttemptRun<R> implements Runnable {
  /** How an attempt ends. */
  enum Ending {
    /** Committed. */
    COMMITTED,
    /** It threw. */
    FAILED,
    /** It could not read what another task had produced. */
    INPUT_LOST,
    /** Its node was lost. */
    NODE_LOST,
    /** It was told to stop, or another attempt of the task was committed before. */
    DROPPED
  }

  final TaskSetRun<R> run;
  final int place;
  final Task<R> task;
  final TaskContext context;
  final long startMillis;
  final long startNanos;
  R result;
  Throwable thrown;
  String position = "";
  Ending ending;
  private Thread thread;
  private boolean committing;

  /** Why the attempt has failed, whatever its task says of it. */
  private Throwable verdict;

  AttemptRun(
      TaskSetRun<R> run,
      int place,
      Task<R> task,
      TaskContext context,
      long startMillis,
      long startNanos) {
    this.run = run;
    this.place = place;
    this.task = task;
    this.context = context;
    this.startMillis = startMillis;
    this.startNanos = startNanos;
  }

  @Override
  public void run() {
    attach();
    try {
      ending = attempt();
    } catch (Throwable anything) {
      thrown = anything;
      position = context.position();
      ending = ending(anything);
    }
    detach();
    obeyVerdict();
    try {
      if (ending != Ending.COMMITTED) {
        result = null;
        context.abort();
      }
    } catch (Throwable anything) {
      // Cleaning up reports its own trouble; what still gets here (no memory, say) must not end the
      // slot.
      if (thrown != null && thrown != anything) {
        thrown.addSuppressed(anything);
      }
    } finally {
      run.ended(this);
    }
  }

  private Ending attempt() throws Exception {
    context.begin();
    context.fault("task.start");
    result = task.run(context);
    if (!mayCommit()) {
      return context.node().alive() ? Ending.DROPPED : Ending.NODE_LOST;
    }
    boolean done = false;
    try {
      context.commit();
      done = true;
    } finally {
      if (!done) {
        run.unclaim(this);
      }
    }
    return Ending.COMMITTED;
  }

  /** From here to the end nobody interrupts: a commit is all or nothing. */
  private boolean mayCommit() {
    synchronized (this) {
      if (context.stopped()) {
        return false;
      }
      committing = true;
      Thread.interrupted();
    }
    return run.claim(this);
  }

  private Ending ending(Throwable anything) {
    if (!context.node().alive()) {
      return Ending.NODE_LOST;
    } else if (context.stopped()) {
      return Ending.DROPPED;
    }
    return FetchFailure.in(anything) != null ? Ending.INPUT_LOST : Ending.FAILED;
  }

  private synchronized void obeyVerdict() {
    if (verdict != null && ending == Ending.DROPPED) {
      thrown = verdict;
      position = context.position();
      ending = Ending.FAILED;
    }
  }

  /** Makes the attempt fail, unless it is being committed; asks the task to stop. */
  synchronized void fail(Throwable why) {
    if (!committing) {
      verdict = why;
      stop();
    }
  }

  /** Gives up an attempt that does not stop. Returns the thread that is lost with it, or null. */
  synchronized Thread abandon() {
    thrown = verdict;
    ending = Ending.FAILED;
    return thread;
  }

  /** Asks the task to stop, and interrupts what it waits for. */
  synchronized void stop() {
    context.stop();
    if (thread != null && !committing) {
      thread.interrupt();
    }
  }

  private synchronized void attach() {
    thread = Thread.currentThread();
    if (context.stopped()) {
      thread.interrupt();
    }
  }

  /** Cleaning up is not to be interrupted, nor is the next task of this slot. */
  private synchronized void detach() {
    thread = null;
    Thread.interrupted();
  }
}
