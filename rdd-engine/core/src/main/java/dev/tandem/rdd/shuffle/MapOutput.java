package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.Node;
import java.util.List;

/**
 * What one map task has published: a bucket for each reduce partition. It lives on the node that computed it, and is lost with it.
 *
 * @param node where it is
 * @param buckets by partition
 * @param heapBytes of the budget that it takes
 */
public record MapOutput(Node node, List<Bucket> buckets, long heapBytes) {
  /** The records for one reduce partition. */
  long records(int partition) {
    return buckets.get(partition).records();
  }
}
