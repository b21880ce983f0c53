package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.Collector;

/**
 * Encoded records in a checksummed file.
 *
 * @param node where it is
 * @param form reads the records
 * @param path of the file
 * @param segment which the file consists of
 */
record FileBlock(Node node, RecordForm form, String path, Segment segment) implements Block {
  @Override
  public long records() {
    return segment.records();
  }

  @Override
  public long memoryBytes() {
    return 0;
  }

  @Override
  public long diskBytes() {
    return segment.offset() + segment.bytes();
  }

  /**
   * A batch is checked and decoded before it is handed over, so that what goes wrong in reading is
   * told apart from what goes wrong in the steps behind.
   */
  @Override
  public void push(FileStore files, Runnable look, Collector out) throws LostBlock {
    long handedOver = 0;
    try (RecordFile.Reader reader = new RecordFile.Reader(files, path, segment, form)) {
      for (int n = reader.fill(); n > 0; n = reader.fill()) {
        look.run();
        reader.handOver(out);
        handedOver += n;
      }
    } catch (RecordFile.Unreadable e) {
      look.run(); // the interruption of a task that was told to stop looks like a broken file
      throw new LostBlock(handedOver, e.cause());
    }
  }
}
