package dev.tandem.spark.task;

import dev.tandem.contract.plan.Shipment;
import dev.tandem.contract.plan.SideInput;
import java.io.IOException;
import java.io.Serializable;

/**
 * A part of the plan on its way to tasks. Classes are looked up where the task looks them up, so
 * that jobs from a jar of their own work on every executor; broadcasts stay behind, because Spark
 * ships them once per executor.
 *
 * <p>The bytes travel with Spark's tasks and are never kept on disk.
 *
 * @param <T> what is shipped
 */
public final class Shipped<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private transient T value;

  private Shipped(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Packs a value.
   *
   * @throws IllegalArgumentException if something in it is not serialisable; names the class
   */
  public static <T> Shipped<T> of(T value) {
    try {
      return new Shipped<>(Shipment.pack((Serializable) value, broadcast -> {}));
    } catch (IOException e) {
      throw new IllegalArgumentException("the plan cannot be shipped to tasks: " + e, e);
    }
  }

  /** The task's own copy: the same one for each call in a task. */
  @SuppressWarnings("unchecked") // what was packed
  public T open() {
    if (value == null) {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      try {
        value = (T) Shipment.unpack(bytes, loader, id -> new SideInput(id, new byte[0]));
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException(
            "a task cannot read its part of the plan: "
                + e
                + "; is the job's jar on all executors?",
            e);
      }
    }
    return value;
  }
}
