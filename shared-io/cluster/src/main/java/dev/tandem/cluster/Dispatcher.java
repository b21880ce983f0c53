package dev.tandem.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The slots: one thread each, waiting for work. A slot asks one job after the other, in the order
 * of the run. While a task set of a job waits for lost inputs to be restored, the set that restores
 * them runs on top of it, so of each job the set is asked that was started last. This object is the
 * lock of all scheduling state.
 */
final class Dispatcher {
  /** What is run outside of any job. */
  private static final RunningJob OUTSIDE = new RunningJob(-1, "main", Pool.DEFAULT);

  /** The job that a thread works for. */
  private final ThreadLocal<RunningJob> current = ThreadLocal.withInitial(() -> OUTSIDE);

  private final List<Node> nodes;
  private final int slots;
  private final JobOrder order;
  private final Map<RunningJob, Deque<TaskSetRun<?>>> active =
      new TreeMap<>(Comparator.comparingInt(RunningJob::number));
  private final List<Worker> workers = new ArrayList<>();
  private boolean closed;

  Dispatcher(String job, List<Node> nodes, int slots, JobOrder order) {
    this.nodes = List.copyOf(nodes);
    this.slots = slots;
    this.order = order;
    for (Node node : nodes) {
      for (int slot = 0; slot < slots; slot++) {
        workers.add(
            new Worker("tandem-" + job + "-node" + node.number() + "-slot" + slot, node, slot));
      }
    }
    workers.forEach(Thread::start);
  }

  /** The job that this thread works for. */
  RunningJob currentJob() {
    return current.get();
  }

  /** Sets the job that this thread works for; returns the one before. */
  RunningJob enter(RunningJob job) {
    RunningJob before = current.get();
    current.set(job);
    return before;
  }

  synchronized void push(TaskSetRun<?> run) {
    active.computeIfAbsent(currentJob(), job -> new ArrayDeque<>()).push(run);
    notifyAll();
  }

  synchronized void remove(TaskSetRun<?> run) {
    Deque<TaskSetRun<?>> own = active.get(currentJob());
    own.remove(run);
    if (own.isEmpty()) {
      active.remove(currentJob());
    }
    notifyAll();
  }

  private Stream<TaskSetRun<?>> runs() {
    return active.values().stream().flatMap(Deque::stream);
  }

  /** Slots and task sets look again at what has changed. */
  synchronized void wakeUp() {
    runs().forEach(TaskSetRun::wakeUp);
    notifyAll();
  }

  /** Whether a task set is being run. */
  synchronized boolean busy() {
    return !active.isEmpty();
  }

  /** All attempts that run on a node, in any task set. */
  synchronized List<AttemptRun<?>> runningOn(Node node) {
    List<AttemptRun<?>> found = new ArrayList<>();
    runs().forEach(run -> found.addAll(run.runningOn(node)));
    return found;
  }

  /**
   * Sees to it that a set gets a slot. Attempts that began early hold slots while they wait for
   * tasks of other sets: if all slots that could take a task of this one are held like that, the
   * youngest of them, which has done the least, gives its own back, and is tried again. All others
   * keep what they have. To be called whenever something has changed.
   */
  synchronized void makeRoomFor(TaskSetRun<?> run) {
    List<AttemptRun<?>> early = new ArrayList<>();
    for (Node node : nodes) {
      if (run.wants(node)) {
        List<AttemptRun<?>> there = earlyOn(node);
        if (there.size() < slots || there.stream().anyMatch(one -> one.context.stopped())) {
          return;
        }
        early.addAll(there);
      }
    }
    early.stream()
        .max(Comparator.comparingLong(attempt -> attempt.startNanos))
        .ifPresent(AttemptRun::stop);
  }

  private List<AttemptRun<?>> earlyOn(Node node) {
    List<AttemptRun<?>> found = new ArrayList<>();
    runs().forEach(run -> found.addAll(run.earlyOn(node)));
    return found;
  }

  /** The jobs that run tasks of a unit whose name begins so. */
  synchronized List<RunningJob> jobsOf(String unit) {
    return active.entrySet().stream()
        .filter(job -> job.getValue().stream().anyMatch(run -> run.unit().startsWith(unit)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether this thread is a slot: a slot must not wait for tasks. */
  static boolean onSlot() {
    return Thread.currentThread() instanceof Worker;
  }

  private synchronized AttemptRun<?> take(Node node, int slot) {
    while (!closed && node.alive()) {
      AttemptRun<?> next = next(node, slot);
      if (next != null) {
        return next;
      }
      try {
        wait();
      } catch (InterruptedException late) {
        // Meant for an attempt that has ended meanwhile: slots end by being closed.
        continue;
      }
    }
    return null;
  }

  private AttemptRun<?> next(Node node, int slot) {
    if (active.isEmpty()) {
      return null;
    }
    for (RunningJob job : order.of(List.copyOf(active.keySet()), this::running)) {
      AttemptRun<?> next = active.get(job).peek().next(node, slot);
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  private int running(RunningJob job) {
    return active.get(job).stream().mapToInt(TaskSetRun::running).sum();
  }

  /** Gives the slot of a thread that will not come back to a new one. */
  synchronized void replace(Thread lost) {
    if (lost instanceof Worker worker && !closed) {
      worker.retired = true;
      Worker next = new Worker(worker.getName(), worker.node, worker.slot);
      workers.add(next);
      next.start();
    }
  }

  /**
   * Ends the threads.
   *
   * @param millis how long to wait for those that are still at work
   * @return the names of those that did not end
   */
  List<String> close(long millis) {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    long end = System.nanoTime() + millis * 1_000_000;
    List<String> stuck = new ArrayList<>();
    boolean interrupted = false;
    for (Worker worker : workers) {
      try {
        worker.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (worker.isAlive()) {
        stuck.add(worker.getName());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return stuck;
  }

  private final class Worker extends Thread {
    private final Node node;
    private final int slot;
    private volatile boolean retired;

    Worker(String name, Node node, int slot) {
      super(name);
      this.node = node;
      this.slot = slot;
      setDaemon(true);
    }

    @Override
    public void run() {
      for (AttemptRun<?> next = take(node, slot); next != null; next = take(node, slot)) {
        next.run();
        if (retired) {
          return;
        }
      }
    }
  }
}
