package dev.tandem.cluster;

import dev.tandem.cluster.AttemptRun.Ending;
import dev.tandem.contract.io.Attempt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which task of a set a free slot gets, if any. Guarded by the dispatcher: slots ask, and the
 * thread that runs the set puts tasks back.
 */
final class TaskOffers<R> {
  private final Cluster cluster;
  private final Object lock;
  private final TaskSet<R> set;
  private final TaskQueue queue;
  private final TaskStates<R> tasks;
  private final RunningAttempts<R> running;
  private boolean stopped;

  /**
   * Attempts that found an input lost and have not been heard: no other one is to find the same.
   */
  private int complaints;

  /** Attempts that have ended and have not been heard: any of them may have to be tried again. */
  private final Set<AttemptRun<R>> unheard = new LinkedHashSet<>();

  TaskOffers(
      Cluster cluster,
      Object lock,
      TaskSet<R> set,
      TaskStates<R> tasks,
      RunningAttempts<R> running) {
    this.cluster = cluster;
    this.lock = lock;
    this.set = set;
    this.queue = new TaskQueue(cluster.nodes(), set.tasks());
    this.tasks = tasks;
    this.running = running;
  }

  /** The next attempt for a slot, which holds the slot from now on; null if there is none. */
  AttemptRun<R> next(TaskSetRun<R> run, Node node, int slot) {
    synchronized (lock) {
      int place = mayRunOn(node) ? queue.take(node) : TaskQueue.NOTHING;
      return place == TaskQueue.NOTHING ? null : attempt(run, place, node, slot);
    }
  }

  private AttemptRun<R> attempt(TaskSetRun<R> run, int place, Node node, int slot) {
    Attempt attempt = new Attempt(set.unit(), set.number(place), tasks.nextAttempt(place));
    TaskContext context =
        new TaskContext(cluster, attempt, node, slot, cluster.attemptScratch(node));
    AttemptRun<R> next =
        new AttemptRun<>(
            run, place, set.tasks().get(place), context, cluster.log().millis(), cluster.nanos());
    running.add(next);
    return next;
  }

  /** Whether a task waits that a node could take, if it had a free slot. */
  boolean wants(Node node) {
    synchronized (lock) {
      return node.alive() && mayRunOn(node) && queue.has(node);
    }
  }

  private boolean mayRunOn(Node node) {
    return !stopped
        && complaints == 0
        && running.size() < set.policy().width()
        && !cluster.avoids(node, set.policy());
  }

  /** Whether all tasks have been given to slots, and it is certain that none comes back yet. */
  boolean isExhausted() {
    synchronized (lock) {
      return !stopped && unheard.isEmpty() && queue.isEmpty();
    }
  }

  /**
   * Puts a task back.
   *
   * @param avoid the number of the node that should not get it, or -1
   */
  void add(int place, int avoid) {
    synchronized (lock) {
      queue.add(place, avoid);
      lock.notifyAll();
    }
  }

  /** A task needs no attempt any more: slots look for others, of this set or of the next. */
  void remove(int place) {
    synchronized (lock) {
      queue.remove(place);
      lock.notifyAll();
    }
  }

  /** An attempt has ended, and what that means is decided later. */
  void ended(AttemptRun<R> attempt) {
    synchronized (lock) {
      unheard.add(attempt);
      complaints += attempt.ending == Ending.INPUT_LOST ? 1 : 0;
    }
  }

  /** Whether that is still to be decided. */
  boolean isUnheard(AttemptRun<R> attempt) {
    synchronized (lock) {
      return unheard.contains(attempt);
    }
  }

  /** Those of which it is, the first that ended first. */
  List<AttemptRun<R>> unheard() {
    synchronized (lock) {
      return List.copyOf(unheard);
    }
  }

  /** It has been decided. */
  void heard(AttemptRun<R> attempt) {
    synchronized (lock) {
      unheard.remove(attempt);
      complaints -= attempt.ending == Ending.INPUT_LOST ? 1 : 0;
      lock.notifyAll();
    }
  }

  /** No slot gets a task any more. */
  void stop() {
    synchronized (lock) {
      stopped = true;
    }
  }

  boolean isStopped() {
    synchronized (lock) {
      return stopped;
    }
  }
}
