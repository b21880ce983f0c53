package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.Digest;
import java.util.Map;

/**
 * What one map task has published. It lives on the node that computed it, and is lost with it.
 *
 * @param node where it is
 * @param buckets by partition; empty ones are left out, so that many partitions cost nothing where
 *     few are used
 * @param heapBytes of the budget that it takes
 * @param digest of its records before any combining; null if nobody has looked
 */
public record MapOutput(Node node, Map<Integer, Bucket> buckets, long heapBytes, Digest digest) {
  /** Copies the map. */
  public MapOutput {
    buckets = Map.copyOf(buckets);
  }

  /** The same, looked at. */
  public MapOutput with(Digest known) {
    return new MapOutput(node, buckets, heapBytes, known);
  }

  /** What there is for one reduce partition. */
  Bucket bucket(int partition) {
    return buckets.getOrDefault(partition, Bucket.EMPTY);
  }
}
