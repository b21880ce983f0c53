package dev.tandem.hadoop.task;

import dev.tandem.cluster.Node;
import dev.tandem.contract.plan.SideInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the tasks of one run share in one process: their copies of broadcasts and, where they run in
 * the driver's own process, the way to stop them. Thread-safe.
 */
public final class LocalRun {
  private static final Map<String, LocalRun> RUNS = new ConcurrentHashMap<>();

  private final Node node = Node.elsewhere();
  private final Map<Integer, SideInput> broadcasts = new ConcurrentHashMap<>();
  private final Map<String, TaskRun> tasks = new ConcurrentHashMap<>();
  private final List<Throwable> failures = new ArrayList<>();
  private int running;
  private boolean stopped;

  private LocalRun() {}

  /** The run of this name in this process. */
  public static LocalRun of(String run) {
    return RUNS.computeIfAbsent(run, name -> new LocalRun());
  }

  /** Forgets a run whose tasks have ended. */
  public static void forget(String run) {
    RUNS.remove(run);
  }

  /** A task has ended; its run may be over and forgotten. */
  static void end(String run, String attempt) {
    LocalRun known = RUNS.get(run);
    if (known != null) {
      known.tasks.remove(attempt);
    }
  }

  /** Whether something is known of a run. */
  static boolean isKnown(String run) {
    return RUNS.containsKey(run);
  }

  Node node() {
    return node;
  }

  Map<Integer, SideInput> broadcasts() {
    return broadcasts;
  }

  Map<String, TaskRun> tasks() {
    return tasks;
  }

  /** A task begins to run user code. */
  synchronized void enter(TaskRun task) {
    running++;
    if (stopped) {
      task.context().stop();
    }
  }

  /** It has ended. */
  synchronized void leave() {
    running--;
    notifyAll();
  }

  synchronized void failed(Throwable thrown) {
    failures.add(thrown);
  }

  /** What tasks of this process have thrown since this was asked last, the first one first. */
  public synchronized List<Throwable> takeFailures() {
    List<Throwable> taken = List.copyOf(failures);
    failures.clear();
    return taken;
  }

  /** Tells all tasks to stop, also those that are still to begin. */
  public synchronized void stop() {
    stopped = true;
    tasks.values().forEach(task -> task.context().stop());
  }

  /**
   * Waits until no task runs user code.
   *
   * @param patienceMillis how long at most
   * @return whether it came to that
   */
  public synchronized boolean awaitEnd(long patienceMillis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (running > 0) {
      long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (rest <= 0) {
        return false;
      }
      wait(rest);
    }
    return true;
  }
}
