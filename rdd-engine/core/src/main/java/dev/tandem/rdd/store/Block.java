package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.Collector;

/** The kept records of one partition: as objects, as bytes, or in a file. Immutable. */
sealed interface Block permits ObjectBlock, PackedBlock, FileBlock {
  /** Records between two looks at whether the reader shall stop. */
  int BATCH = 1024;

  /** Where it is. */
  Node node();

  /** The groups in files that its records may refer to. */
  default SpilledGroups spilled() {
    return SpilledGroups.NONE;
  }

  /** Whether all of it is still there: its node, and what its records refer to. */
  default boolean readable() {
    return node().alive() && spilled().readable();
  }

  /** How many records. */
  long records();

  /** Estimated bytes of heap. */
  long memoryBytes();

  /** Bytes of its file. */
  long diskBytes();

  /**
   * Hands over all records, in order.
   *
   * @param look called now and then; throws if the reader shall stop
   * @throws LostBlock if its file is gone or damaged
   */
  void push(FileStore files, Runnable look, Collector out) throws LostBlock;
}
