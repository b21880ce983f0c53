package dev.tandem.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How far the tasks of a set are: how often each was tried and has failed, which attempt is the one
 * to be committed, what came out. Tasks are told by their places in the set. Thread-safe.
 */
final class TaskStates<R> {
  private final List<R> results;
  private final int[] attempts;
  private final int[] failures;
  private final Object[] claims;
  private final boolean[] done;
  private int open;
  private int givenUp;

  TaskStates(int tasks) {
    this.results = new ArrayList<>(Collections.nCopies(tasks, null));
    this.attempts = new int[tasks];
    this.failures = new int[tasks];
    this.claims = new Object[tasks];
    this.done = new boolean[tasks];
    this.open = tasks;
  }

  /** The number of a task's next attempt, from 0. */
  synchronized int nextAttempt(int place) {
    return attempts[place]++;
  }

  /**
   * Whether this is the first one that asks to end a task: an attempt that is to be committed, or
   * whoever gives the task up.
   */
  synchronized boolean claim(int place, Object who) {
    if (claims[place] == null) {
      claims[place] = who;
      return true;
    }
    return false;
  }

  /** The commit of the attempt that asked first has failed: another one may ask. */
  synchronized void unclaim(int place) {
    claims[place] = null;
  }

  synchronized boolean isClaimed(int place) {
    return claims[place] != null;
  }

  /** A task has been committed. */
  synchronized void commit(int place, R result) {
    results.set(place, result);
    end(place);
  }

  private void end(int place) {
    done[place] = true;
    open--;
  }

  /** An attempt has failed; returns how many of its task have. */
  synchronized int fail(int place) {
    return ++failures[place];
  }

  synchronized int failures(int place) {
    return failures[place];
  }

  /**
   * Goes on without a task that has failed for the last time, if no larger part of all tasks is
   * left out with it.
   *
   * @param percent of the tasks that may be left out
   */
  synchronized boolean giveUp(int place, double percent) {
    if ((givenUp + 1) * 100.0 > percent * done.length) {
      return false;
    }
    givenUp++;
    end(place);
    return true;
  }

  /** Whether a task needs no attempt any more. */
  synchronized boolean isDone(int place) {
    return done[place];
  }

  /** Tasks that are not done. */
  synchronized int open() {
    return open;
  }

  /** Tasks that are done. */
  synchronized int ended() {
    return done.length - open;
  }

  /** What came out of each task; null where nothing did. */
  synchronized List<R> results() {
    return Collections.unmodifiableList(new ArrayList<>(results));
  }

  @Override
  public synchronized String toString() {
    return Arrays.toString(done);
  }
}
