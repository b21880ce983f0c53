package dev.tandem.cluster;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.SideInput;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A virtual machine of the embedded cluster: some slots and a scratch folder. Losing it loses what
 * it holds; it does not come back.
 */
public final class Node {
  private final int number;
  private final String scratch;
  private final ConcurrentHashMap<Integer, Object> broadcasts = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean alive = true;

  Node(int number, String scratch) {
    this.number = number;
    this.scratch = scratch;
  }

  /** A machine whose tasks another system runs; it only holds broadcasts. */
  public static Node elsewhere() {
    return new Node(0, "");
  }

  /** From 0. */
  public int number() {
    return number;
  }

  /** The node's own folder. */
  public String scratch() {
    return scratch;
  }

  /** Whether it has not been lost. */
  public boolean alive() {
    return alive;
  }

  /** Counts an attempt that failed here; returns how many have. */
  int failed() {
    return failures.incrementAndGet();
  }

  /** Attempts that failed here. */
  int failures() {
    return failures.get();
  }

  /** The node's copy of a broadcast: decoded by the first task that asks. */
  Object broadcast(SideInput side) {
    return broadcasts.computeIfAbsent(
        side.id(), id -> Codecs.dynamic().read(new Input(side.encoded())));
  }

  /**
   * @return false if it was lost before
   */
  synchronized boolean die() {
    boolean first = alive;
    alive = false;
    broadcasts.clear();
    return first;
  }

  @Override
  public String toString() {
    return "node " + number;
  }
}
