package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * What a groupByKey asks of the shuffle beyond "all values of a key together".
 *
 * @param partitions the number of partitions; 0 for the run's default
 * @param by the partitioner; null for {@code floorMod(codec.hash(key), partitions)}
 * @param keys the order of the groups inside a partition; null where any order will do
 * @param values the order of the values inside a group (secondary sort); null where any order will
 *     do
 */
public record Grouping<K, V>(
    int partitions, Partitioner<? super K> by, Order<? super K> keys, Order<? super V> values)
    implements Serializable {

  /** Rejects a negative number of partitions. */
  public Grouping {
    if (partitions < 0) {
      throw new IllegalArgumentException("partitions must not be negative: " + partitions);
    }
  }

  /** Nothing beyond grouping. */
  public static <K, V> Grouping<K, V> any() {
    return new Grouping<>(0, null, null, null);
  }

  /** Groups in the order of their keys, inside each partition and across them: a total order. */
  public static <K, V> Grouping<K, V> sorted(Order<? super K> order) {
    return new Grouping<>(0, RangePartitioner.sampled(order), order, null);
  }

  /** The same grouping with the values of each group in the given order. */
  public Grouping<K, V> sortValues(Order<? super V> order) {
    return new Grouping<>(partitions, by, keys, order);
  }

  /** The same grouping with the groups of each partition in the given order. */
  public Grouping<K, V> sortKeys(Order<? super K> order) {
    return new Grouping<>(partitions, by, order, values);
  }

  /** The same grouping over {@code n} partitions. */
  public Grouping<K, V> into(int n) {
    return new Grouping<>(n, by, keys, values);
  }

  /** The same grouping with another partitioner. */
  public Grouping<K, V> by(Partitioner<? super K> partitioner) {
    return new Grouping<>(partitions, partitioner, keys, values);
  }
}
