package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.ComputeContext;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A value that every task may read: Spark's Broadcast. Each node has a copy, made when its first
 * task asks; the driver has the value itself.
 *
 * @param <T> the value
 */
public final class Broadcast<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long id;
  private final transient Map<Integer, T> copies = new ConcurrentHashMap<>();
  private transient volatile T value;
  private transient volatile ZeroValue<T> shipped;
  private volatile String destroyed;

  Broadcast(long id, T value) {
    this.id = id;
    this.value = value;
    this.shipped = ZeroValue.of("broadcast", value);
  }

  /** Its number. */
  public long id() {
    return id;
  }

  /**
   * The value; must not be changed.
   *
   * @throws IllegalStateException if it was destroyed
   */
  public T value() {
    checkValid();
    ComputeContext task = ComputeContext.current();
    if (task == null) {
      return value;
    }
    ZeroValue<T> bytes = shipped;
    return copies.computeIfAbsent(task.task().node().number(), node -> bytes.copy());
  }

  private void checkValid() {
    String where = destroyed;
    if (where != null) {
      throw new IllegalStateException(
          "Attempted to use " + this + " after it was destroyed (" + where + ")");
    }
  }

  /** Whether it was not destroyed. */
  public boolean isValid() {
    return destroyed == null;
  }

  /** Drops the copies of the nodes; who asks gets a new one. */
  public void unpersist() {
    checkValid();
    copies.clear();
  }

  /** As {@link #unpersist()}; it is always done when this returns. */
  public void unpersist(boolean blocking) {
    unpersist();
  }

  /** Drops everything. Who asks for the value from now on fails. */
  public void destroy() {
    checkValid();
    destroyed = CallSite.here().shortForm();
    copies.clear();
    value = null;
    shipped = null;
  }

  private Object writeReplace() {
    return Captured.of(this);
  }

  @Override
  public String toString() {
    return "Broadcast(" + id + ")";
  }
}
