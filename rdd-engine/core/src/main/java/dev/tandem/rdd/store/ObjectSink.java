package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.plan.Collector;
import java.util.Arrays;

/** Collects the records themselves. */
final class ObjectSink implements BlockSink {
  private static final int FIRST_CAPACITY = 64;
  private static final int STEP = 64 << 10;

  private final int rdd;
  private final MemoryManager memory;
  private final SizeSampler sizes = new SizeSampler();
  private final RecordForm form;
  private Object[] keys;
  private Object[] values = new Object[FIRST_CAPACITY];
  private int records;
  private long held;

  ObjectSink(int rdd, RecordForm form, MemoryManager memory) {
    this.rdd = rdd;
    this.form = form;
    this.memory = memory;
  }

  @Override
  public boolean add(Object anyKey, Object anyValue) {
    Object key = anyKey == null ? null : form.key().kept(anyKey);
    Object value = form.value().kept(anyValue);
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
    return !sizes.see(key, value) || bytes() <= held || reserve(bytes() + STEP / 4);
  }

  private long bytes() {
    return sizes.total() + (keys == null ? 4L : 8L) * values.length;
  }

  private boolean reserve(long bytes) {
    boolean fits = memory.acquireStorage(bytes - held, rdd);
    held = fits ? bytes : held;
    return fits;
  }

  @Override
  public void drainTo(Collector out) {
    for (int i = 0; i < records; i++) {
      out.emit(keys == null ? null : keys[i], values[i]);
    }
  }

  @Override
  public Block build(Node node) {
    return bytes() <= held || reserve(bytes())
        ? new ObjectBlock(node, keys, values, records, held, SpilledGroups.NONE)
        : null;
  }

  @Override
  public void keep() {
    held = 0;
  }

  @Override
  public void close() {
    memory.releaseStorage(held);
    held = 0;
  }
}
