package dev.tandem.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The slots: one thread each, waiting for work. While a task set waits for lost inputs to be
 * restored, the set that restores them runs on top of it, so a slot always asks the set that was
 * started last. This object is the lock of all scheduling state.
 */
final class Dispatcher {
  private final Deque<TaskSetRun<?>> active = new ArrayDeque<>();
  private final List<Worker> workers = new ArrayList<>();
  private boolean closed;

  Dispatcher(String job, List<Node> nodes, int slots) {
    for (Node node : nodes) {
      for (int slot = 0; slot < slots; slot++) {
        workers.add(
            new Worker("tandem-" + job + "-node" + node.number() + "-slot" + slot, node, slot));
      }
    }
    workers.forEach(Thread::start);
  }

  synchronized void push(TaskSetRun<?> run) {
    active.push(run);
    notifyAll();
  }

  synchronized void remove(TaskSetRun<?> run) {
    active.remove(run);
    notifyAll();
  }

  /** Slots and task sets look again at what has changed. */
  synchronized void wakeUp() {
    active.forEach(TaskSetRun::wakeUp);
    notifyAll();
  }

  /** Whether a task set is being run. */
  synchronized boolean busy() {
    return !active.isEmpty();
  }

  /** All attempts that run on a node, in any task set. */
  synchronized List<AttemptRun<?>> runningOn(Node node) {
    List<AttemptRun<?>> found = new ArrayList<>();
    active.forEach(run -> found.addAll(run.runningOn(node)));
    return found;
  }

  /** Whether this thread is a slot: a slot must not wait for tasks. */
  static boolean onSlot() {
    return Thread.currentThread() instanceof Worker;
  }

  private synchronized AttemptRun<?> take(Node node, int slot) {
    while (!closed && node.alive()) {
      TaskSetRun<?> run = active.peek();
      AttemptRun<?> next = run == null ? null : run.next(node, slot);
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
