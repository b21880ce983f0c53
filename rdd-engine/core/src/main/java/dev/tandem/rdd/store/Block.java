package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.plan.Collector;

/**
 * The records of one partition, kept in memory in columns. Immutable.
 *
 * @param node where it is
 * @param keys null for a plain bag
 * @param values the records, or the values
 * @param records how many there are; the arrays may be longer
 * @param bytes of the budget that it takes
 */
record Block(Node node, Object[] keys, Object[] values, int records, long bytes) {
  private static final int BATCH = 1024;

  /** Hands over all records. */
  void push(TaskContext task, Collector out) {
    for (int i = 0; i < records; i++) {
      if (i % BATCH == 0) {
        task.checkStopped();
      }
      out.emit(keys == null ? null : keys[i], values[i]);
    }
  }
}
