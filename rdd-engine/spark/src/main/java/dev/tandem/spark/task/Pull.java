package dev.tandem.spark.task;

import dev.tandem.contract.plan.Collector;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Turns a chain, which pushes, into what Spark wants, an iterator: records are pushed into a small
 * buffer and taken from there.
 */
abstract class Pull implements Iterator<Object>, Collector {
  /** Records (or groups) of the input that are pushed at once. */
  private static final int BATCH = 64;

  private final ChainSpec.Chain chain;
  private Object[] keys = new Object[BATCH];
  private Object[] values = new Object[BATCH];
  private int size;
  private int next;
  private long emitted;
  private boolean more = true;

  Pull(ChainSpec spec, int partition, Iterator<Object> elements) {
    this.chain = spec.open(partition, elements, this);
  }

  @Override
  public final void emit(Object key, Object value) {
    if (size == values.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    keys[size] = key;
    values[size++] = value;
    emitted++;
  }

  @Override
  public final boolean hasNext() {
    while (next == size && more) {
      next = 0;
      size = 0;
      more = chain.push(BATCH);
      if (!more) {
        end(emitted);
      }
    }
    return next < size;
  }

  @Override
  public final Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Object element = element(keys[next], values[next]);
    next++;
    return element;
  }

  /** The task. */
  final TaskSide task() {
    return chain.task();
  }

  /** What Spark gets for a record. */
  abstract Object element(Object key, Object value);

  /**
   * Called once, when the last record has been emitted.
   *
   * @param records how many there were
   */
  void end(long records) {
    // Most have nothing to do.
  }
}
