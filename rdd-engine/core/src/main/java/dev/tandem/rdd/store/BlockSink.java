package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.plan.Collector;
import java.io.IOException;

/** Takes the records of one partition and makes a block of them. Used by one thread. */
interface BlockSink extends AutoCloseable {
  /**
   * Takes a record.
   *
   * @return false if there is no memory for more; the record was taken all the same
   */
  boolean add(Object key, Object value);

  /** Hands over what was taken so far, in order. */
  void drainTo(Collector out);

  /**
   * The block.
   *
   * @return null if there is no memory for it
   * @throws IOException if its file cannot be written
   */
  Block build(Node node) throws IOException;

  /** The block was stored: what it takes is no longer this sink's. */
  void keep();

  /** Gives back what was not kept. */
  @Override
  void close() throws IOException;
}
