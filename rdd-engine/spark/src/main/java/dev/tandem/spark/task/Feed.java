package dev.tandem.spark.task;

import dev.tandem.contract.plan.Collector;
import java.io.Closeable;

/** Where the records of a task come from: pushes them in batches. Used by one thread. */
public interface Feed extends Closeable {
  /**
   * Pushes some more records.
   *
   * @param into takes them
   * @param atMost about how many; groups count as one
   * @return false once there are no more
   * @throws Exception whatever the input or a function behind {@code into} throws
   */
  boolean push(Collector into, int atMost) throws Exception;

  /** Where the record that was pushed last stands, for error messages; may be empty. */
  default String position() {
    return "";
  }

  @Override
  default void close() throws java.io.IOException {
    // Most feeds hold nothing.
  }
}
