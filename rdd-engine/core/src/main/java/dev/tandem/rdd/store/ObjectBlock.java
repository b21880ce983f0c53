package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.Collector;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Records in memory, in columns.
 *
 * @param node where it is
 * @param keys null for a plain bag
 * @param values the records, or the values
 * @param size how many records there are; the arrays may be longer
 * @param memoryBytes of the budget that it takes
 * @param spilled groups in files that the records may refer to
 */
record ObjectBlock(
    Node node, Object[] keys, Object[] values, int size, long memoryBytes, SpilledGroups spilled)
    implements Block {
  @Override
  public long records() {
    return size;
  }

  @Override
  public long diskBytes() {
    return 0;
  }

  @Override
  public void push(FileStore files, Runnable look, Collector out) {
    for (int i = 0; i < size; i++) {
      if (i % BATCH == 0) {
        look.run();
      }
      out.emit(keys == null ? null : keys[i], values[i]);
    }
  }

  /**
   * The same records, charged to another node, which gets a copy of what they refer to.
   *
   * @throws IOException if that cannot be copied
   */
  ObjectBlock on(Node other) throws IOException {
    spilled.copyTo(other);
    return new ObjectBlock(other, keys, values, size, memoryBytes, spilled);
  }

  /** The same with those of some groups in files that the records may refer to. */
  ObjectBlock with(SpilledGroups met) {
    SpilledGroups own = met.in(Stream.of(column(keys), column(values)).flatMap(all -> all));
    return new ObjectBlock(node, keys, values, size, memoryBytes, own);
  }

  private Stream<Object> column(Object[] column) {
    return column == null ? Stream.empty() : Arrays.stream(column, 0, size);
  }
}
