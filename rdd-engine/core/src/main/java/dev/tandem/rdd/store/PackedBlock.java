package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.Collector;
import java.util.List;

/**
 * Encoded records in memory.
 *
 * @param node where it is
 * @param form reads the records
 * @param chunks whole records one behind the other
 * @param records how many there are
 * @param memoryBytes of the budget that it takes
 */
record PackedBlock(Node node, RecordForm form, List<byte[]> chunks, long records, long memoryBytes)
    implements Block {
  @Override
  public long diskBytes() {
    return 0;
  }

  @Override
  public void push(FileStore files, Runnable look, Collector out) {
    Input in = new Input();
    int sinceLook = 0;
    for (byte[] chunk : chunks) {
      look.run();
      in.reset(chunk, 0, chunk.length);
      while (in.remaining() > 0) {
        if (++sinceLook % BATCH == 0) {
          look.run();
        }
        Object key = form.keyed() ? form.key().read(in) : null;
        out.emit(key, form.value().read(in));
      }
    }
  }

  /** The same bytes, charged to another node. */
  PackedBlock on(Node other) {
    return new PackedBlock(other, form, chunks, records, memoryBytes);
  }
}
