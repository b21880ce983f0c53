package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.plan.Collector;
import java.util.Arrays;

/**
 * Collects the records of a partition while they pass by, as long as they fit in memory. Once they
 * do not, it only lets them pass: the partition is then not kept.
 */
final class BlockBuilder implements Collector, AutoCloseable {
  private static final int FIRST_CAPACITY = 64;
  private static final int STEP = 64 << 10;

  private final int rdd;
  private final MemoryManager memory;
  private final Collector out;
  private final SizeSampler sizes = new SizeSampler();
  private Object[] keys;
  private Object[] values = new Object[FIRST_CAPACITY];
  private int records;
  private long held;
  private boolean fits = true;

  BlockBuilder(int rdd, MemoryManager memory, Collector out) {
    this.rdd = rdd;
    this.memory = memory;
    this.out = out;
  }

  @Override
  public void emit(Object key, Object value) {
    if (fits) {
      add(key, value);
    }
    out.emit(key, value);
  }

  private void add(Object key, Object value) {
    if (records == values.length) {
      values = Arrays.copyOf(values, 2 * records);
      keys = keys == null ? null : Arrays.copyOf(keys, 2 * records);
    }
    if (key != null) {
      if (keys == null) {
        keys = new Object[values.length];
      }
      keys[records] = key;
    }
    values[records++] = value;
    if (sizes.see(key, value) && bytes() > held) {
      reserve(bytes() + STEP / 4);
    }
  }

  private long bytes() {
    return sizes.total() + (keys == null ? 4L : 8L) * values.length;
  }

  private void reserve(long bytes) {
    fits = memory.acquireStorage(bytes - held, rdd);
    if (fits) {
      held = bytes;
    } else {
      drop();
    }
  }

  private void drop() {
    memory.releaseStorage(held);
    held = 0;
    keys = null;
    values = new Object[0];
    records = 0;
  }

  /** The block; null if it does not fit. */
  Block build(Node node) {
    if (fits && bytes() > held) {
      reserve(bytes());
    }
    return fits ? new Block(node, keys, values, records, held) : null;
  }

  /** The block was stored: its memory is no longer this builder's. */
  void keep() {
    held = 0;
  }

  @Override
  public void close() {
    memory.releaseStorage(held);
    held = 0;
  }
}
