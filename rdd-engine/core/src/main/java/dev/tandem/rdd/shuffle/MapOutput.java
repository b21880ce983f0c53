package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.Node;
import java.util.Map;

/**
 * What one map task has published. It lives on the node that computed it, and is lost with it.
 *
 * @param node where it is
 * @param buckets by partition; empty ones are left out, so that many partitions cost nothing where
 *     few are used
 * @param heapBytes of the budget that it takes
 */
public record MapOutput(Node node, Map<Integer, Bucket> buckets, long heapBytes) {
  /** Copies the map. */
  public MapOutput {
    buckets = Map.copyOf(buckets);
  }

  /** What there is for one reduce partition. */
  Bucket bucket(int partition) {
    return buckets.getOrDefault(partition, Bucket.EMPTY);
  }
}
