package dev.tandem.spark.task;

import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** The records of a chain as the elements of an RDD: pairs where they have keys. */
public final class RecordPull extends Pull {
  private final boolean keyed;

  private RecordPull(ChainSpec spec, boolean keyed, int partition, Iterator<Object> elements) {
    super(spec, partition, elements);
    this.keyed = keyed;
  }

  /** For {@code mapPartitionsWithIndex}. */
  public static Function2<Integer, Iterator<Object>, Iterator<Object>> of(
      ChainSpec spec, boolean keyed) {
    return (partition, elements) -> new RecordPull(spec, keyed, partition, elements);
  }

  @Override
  Object element(Object key, Object value) {
    return keyed ? new Tuple2<>(key, value) : value;
  }
}
