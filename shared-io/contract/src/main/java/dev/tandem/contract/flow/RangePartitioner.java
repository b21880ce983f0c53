package dev.tandem.contract.flow;

import java.util.List;

/**
 * Places keys by ranges of an order, so that part files are sorted against each other: all keys of
 * partition i come before those of partition i + 1. It is made without bounds; the engine samples
 * the keys before the shuffle and continues with {@link #withBounds}.
 *
 * <p>Modelled on Hadoop's {@code TotalOrderPartitioner} and Spark's {@code RangePartitioner};
 * unlike Spark's, the number of partitions is kept when there are few distinct keys, and some
 * partitions stay empty.
 *
 * @param order the order of the keys
 * @param bounds ascending; partition i holds the keys that are at least {@code bounds[i - 1]} and
 *     less than {@code bounds[i]}; null until sampled
 */
public record RangePartitioner<K>(Order<? super K> order, List<K> bounds)
    implements Partitioner<K> {

  /** A range partitioner whose bounds are still to be sampled. */
  public static <K> RangePartitioner<K> sampled(Order<? super K> order) {
    return new RangePartitioner<>(order, null);
  }

  /** Whether the bounds are known. */
  public boolean resolved() {
    return bounds != null;
  }

  /** The same ranges with known bounds; at most {@code partitions - 1} of them. */
  public RangePartitioner<K> withBounds(List<K> ascending) {
    return new RangePartitioner<>(order, List.copyOf(ascending));
  }

  @Override
  public int partition(K key, int partitions) {
    if (bounds == null) {
      throw new IllegalStateException(
          "the bounds of this range partitioner have not been sampled yet");
    }
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (order.compare(key, bounds.get(middle)) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
