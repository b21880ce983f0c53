package dev.tandem.rdd.store;

import dev.tandem.cluster.FetchFailure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Shape;
import java.io.IOException;

/**
 * An RDD as those see it who keep its records: what is lost of it can be computed again. How is the
 * lineage's affair, which knows this package and is not known by it.
 */
public interface Recomputable {
  /** Computes the records of a partition, which is not kept. */
  @FunctionalInterface
  interface Computation {
    /**
     * Pushes all records.
     *
     * @throws IOException if a source cannot be read or is malformed
     * @throws FetchFailure if what a map task had published is lost
     */
    void push(Collector out) throws IOException, FetchFailure;
  }

  /** Its number. */
  int id();

  /** Its name, for reports and errors. */
  String name();

  /** How many partitions it has. May list files. */
  int partitions();

  /**
   * Whether a partition that is lost has anything to be computed from: not once this very RDD was
   * cut by a local checkpoint. Whether what it is computed from is still there is not asked.
   */
  boolean canBeComputed();

  /** What its records look like. */
  Shape shape();
}
