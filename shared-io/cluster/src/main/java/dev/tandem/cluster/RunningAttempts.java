package dev.tandem.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The attempts of one task set that hold slots, the oldest first. Guarded by the dispatcher. */
final class RunningAttempts<R> {
  private final Object lock;
  private final Set<AttemptRun<R>> running = new LinkedHashSet<>();

  /**
   * @param lock the dispatcher, on which those wait whom the end of an attempt concerns
   */
  RunningAttempts(Object lock) {
    this.lock = lock;
  }

  void add(AttemptRun<R> attempt) {
    synchronized (lock) {
      running.add(attempt);
    }
  }

  /** An attempt has ended, or is given up; false if it was before. */
  boolean remove(AttemptRun<R> attempt) {
    synchronized (lock) {
      lock.notifyAll();
      return running.remove(attempt);
    }
  }

  int size() {
    synchronized (lock) {
      return running.size();
    }
  }

  List<AttemptRun<R>> all() {
    return where(attempt -> true);
  }

  List<AttemptRun<R>> of(int place) {
    return where(attempt -> attempt.place == place);
  }

  List<AttemptRun<R>> on(Node node) {
    return where(attempt -> attempt.context.node() == node);
  }

  private List<AttemptRun<R>> where(Predicate<AttemptRun<R>> wanted) {
    synchronized (lock) {
      return running.stream().filter(wanted).toList();
    }
  }

  /**
   * Stops all and waits for them; returns those that do not end. A caller who is interrupted waits
   * all the same, and is interrupted afterwards.
   */
  List<AttemptRun<R>> stopAll(long patienceMillis) {
    all().forEach(AttemptRun::stop);
    long end = System.nanoTime() + patienceMillis * 1_000_000;
    boolean interrupted = false;
    List<AttemptRun<R>> left;
    synchronized (lock) {
      for (long rest = end - System.nanoTime();
          rest > 0 && !running.isEmpty();
          rest = end - System.nanoTime()) {
        try {
          lock.wait(rest / 1_000_000 + 1);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      left = new ArrayList<>(running);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }
}
