package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import java.io.IOException;

/**
 * A value on the heap whose parts are in a file of a node: a group that was too large for memory.
 * Blocks that hold it are as good as its file. Thread-safe.
 */
public interface SpilledGroup {
  /** Whether a node that is alive has a copy of the file, in which nobody has found damage. */
  boolean readable();

  /**
   * Copies the file to another node, unless one is there; from then on the group outlives the loss
   * of its first node.
   *
   * @throws IOException if it cannot be copied
   */
  void copyTo(Node node) throws IOException;
}
