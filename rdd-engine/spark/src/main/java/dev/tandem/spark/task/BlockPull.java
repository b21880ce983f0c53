package dev.tandem.spark.task;

import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.Function2;

/** The records of a chain in blocks, for an RDD that is kept in memory. */
public final class BlockPull implements Iterator<Object>, Collector {
  private static final int RECORDS = 1024;

  private final ChainSpec.Chain chain;
  private final Shipped<Shape> shape;
  private final boolean keyed;
  private List<Object> keys = new ArrayList<>();
  private List<Object> values = new ArrayList<>();
  private boolean more = true;

  private BlockPull(
      ChainSpec spec, Shipped<Shape> shape, int partition, Iterator<Object> elements) {
    this.shape = shape;
    this.keyed = shape.open().keyed();
    this.chain = spec.open(partition, elements, this);
  }

  /** For {@code mapPartitionsWithIndex}. */
  public static Function2<Integer, Iterator<Object>, Iterator<Object>> of(
      ChainSpec spec, Shipped<Shape> shape) {
    return (partition, elements) -> new BlockPull(spec, shape, partition, elements);
  }

  @Override
  public void emit(Object key, Object value) {
    if (keyed) {
      keys.add(key);
    }
    values.add(value);
  }

  @Override
  public boolean hasNext() {
    while (more && values.size() < RECORDS) {
      more = chain.push(RECORDS);
    }
    return !values.isEmpty();
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RecordBlock block = new RecordBlock(shape, keyed ? keys.toArray() : null, values.toArray());
    keys = new ArrayList<>();
    values = new ArrayList<>();
    return block;
  }
}
