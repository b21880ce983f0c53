package dev.tandem.spark.task;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Shape;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.util.MutablePair;

/**
 * The records of a chain on their way into a shuffle. Spark's writers look at one pair after the
 * other and keep none, so one object serves for all.
 */
public final class ShufflePull extends Pull {
  private final MutablePair<Object, Object> pair = new MutablePair<>(null, null);
  private final Codec<Object> identities;
  private final boolean combines;

  private ShufflePull(
      ChainSpec spec, Codec<Object> identities, int partition, Iterator<Object> elements) {
    super(spec, partition, elements);
    this.identities = identities;
    this.combines = identities != null;
  }

  /**
   * For {@code mapPartitionsWithIndex}.
   *
   * @param shape of the records
   * @param combines whether keys go into a hash table first
   */
  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  public static Function2<Integer, Iterator<Object>, Iterator<Object>> of(
      ChainSpec spec, Shipped<Shape> shape, boolean combines) {
    return (partition, elements) ->
        new ShufflePull(
            spec, combines ? (Codec<Object>) shape.open().key() : null, partition, elements);
  }

  @Override
  Object element(Object key, Object value) {
    return pair.update(combines ? Identity.of(identities, key) : key, value);
  }

  @Override
  void end(long records) {
    task().count(Measure.MAP_OUTPUT_RECORDS, records);
    if (combines) {
      task().count(Measure.COMBINE_INPUT_RECORDS, records);
    }
  }
}
