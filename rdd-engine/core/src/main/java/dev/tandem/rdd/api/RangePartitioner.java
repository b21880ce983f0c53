package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places keys by ranges of an order, so that partitions are sorted against each other: Spark's
 * RangePartitioner, by the same rule. The bounds are sampled when it is made, by a job over all
 * partitions of an RDD, and by a second one over partitions that have turned out to be much larger
 * than the average; with one partition there is no job. There are as many partitions as distinct
 * bounds and one more: fewer than asked for where few keys are distinct.
 *
 * <p>The contract's {@link dev.tandem.contract.flow.RangePartitioner} is sampled later, before its
 * shuffle, and keeps the number of partitions.
 *
 * @param <K> the keys
 */
public final class RangePartitioner<K> extends Partitioner {
  private static final long serialVersionUID = 1L;

  /** Keys that are sampled for each partition that is asked for. */
  static final int SAMPLES = 20;

  private static final Codec<List<Object>> BOUNDS = Codecs.list(Codecs.keyDynamic());

  private final Order<Object> order;
  private final boolean ascending;

  /** The bounds in their codec: keys need not be serialisable. */
  private final byte[] encoded;

  private transient Object[] bounds;

  /**
   * Ascending ranges of the natural order.
   *
   * @param partitions how many at most, at least 1
   * @param rdd whose keys are sampled
   */
  public RangePartitioner(int partitions, PairRdd<K, ?> rdd) {
    this(partitions, rdd, true);
  }

  /** Ranges of the natural order, ascending or descending. */
  public RangePartitioner(int partitions, PairRdd<K, ?> rdd, boolean ascending) {
    this(partitions, rdd, ascending, SAMPLES);
  }

  /**
   * Ranges of the natural order.
   *
   * @param samplePointsPerPartitionHint how many keys are sampled for each partition, at least 1
   */
  public RangePartitioner(
      int partitions, PairRdd<K, ?> rdd, boolean ascending, int samplePointsPerPartitionHint) {
    this(
        "RangePartitioner",
        partitions,
        rdd,
        KeyOrders.natural(rdd.node.operation().shape().key()),
        ascending,
        samplePointsPerPartitionHint);
  }

  /**
   * Ranges of any order.
   *
   * @param comparator serialisable
   * @throws IllegalArgumentException if the comparator is not serialisable
   */
  public RangePartitioner(
      int partitions, PairRdd<K, ?> rdd, Comparator<K> comparator, boolean ascending) {
    this(
        "RangePartitioner",
        partitions,
        rdd,
        KeyOrders.of("RangePartitioner", comparator),
        ascending,
        SAMPLES);
  }

  RangePartitioner(
      String verb,
      int partitions,
      PairRdd<K, ?> rdd,
      Order<Object> order,
      boolean ascending,
      int samples) {
    if (partitions < 1 || samples < 1) {
      throw new IllegalArgumentException(
          verb
              + ": the number of partitions is "
              + partitions
              + ", that of keys sampled for each is "
              + samples
              + "; both must be at least 1");
    }
    this.order = order;
    this.ascending = ascending;
    List<Object> sampled =
        partitions == 1 ? List.of() : new RangeSample(verb, rdd, order).bounds(partitions, samples);
    Output out = new Output(256);
    BOUNDS.write(sampled, out);
    this.encoded = out.toByteArray();
  }

  private Object[] bounds() {
    if (bounds == null) {
      bounds = BOUNDS.read(new Input(encoded)).toArray();
    }
    return bounds;
  }

  @Override
  public int numPartitions() {
    return bounds().length + 1;
  }

  /** A key that is a bound belongs to the range that ends with it. */
  @Override
  public int getPartition(Object key) {
    Object[] ends = bounds();
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (order.compare(key, ends[middle]) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return ascending ? low : ends.length - low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangePartitioner<?> that
        && ascending == that.ascending
        && Arrays.equals(encoded, that.encoded)
        && order.equals(that.order);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(encoded) + Boolean.hashCode(ascending);
  }

  @Override
  public String toString() {
    return "RangePartitioner(" + numPartitions() + ")";
  }
}
