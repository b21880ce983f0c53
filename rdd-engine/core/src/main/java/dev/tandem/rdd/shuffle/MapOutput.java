package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.Digest;
import dev.tandem.rdd.store.SpilledGroups;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * No twin of MapOutput of the MapReduce engine, which takes records as {@link ShuffleWriter} does
 * here; that one leaves a {@code Run}, this is what is left here.
 *
 * <p>What one map task has published. It lives on the node that computed it, and is lost with it,
 * or with a node that alone has a file of a group that its records refer to.
 *
 * @param node where it is
 * @param buckets those that have records, by partition; none where there is a row
 * @param row the buckets of all partitions up to the last one that has records; none where so many
 *     have none that they should cost nothing. A shuffle of 1,000 by 1,000 partitions looks a
 *     million buckets up, each where no cache has it yet: a list takes one look, a map takes
 *     several
 * @param heapBytes of the budget that it takes
 * @param spilled groups in files that the records may refer to
 * @param digest of its records before any combining; null if nobody has looked
 */
public record MapOutput(
    Node node,
    Map<Integer, Bucket> buckets,
    List<Bucket> row,
    long heapBytes,
    SpilledGroups spilled,
    Digest digest) {
  /** Places of a row for each bucket in it, at most. */
  private static final int SPARSE = 8;

  /** An output at which nobody has looked; copies the map. */
  static MapOutput of(
      Node node, Map<Integer, Bucket> buckets, long heapBytes, SpilledGroups spilled) {
    int places = buckets.isEmpty() ? 0 : Collections.max(buckets.keySet()) + 1;
    return places > SPARSE * buckets.size()
        ? new MapOutput(node, Map.copyOf(buckets), List.of(), heapBytes, spilled, null)
        : new MapOutput(node, Map.of(), row(buckets, places), heapBytes, spilled, null);
  }

  private static List<Bucket> row(Map<Integer, Bucket> buckets, int places) {
    Bucket[] row = new Bucket[places];
    for (int partition = 0; partition < places; partition++) {
      row[partition] = buckets.getOrDefault(partition, Bucket.EMPTY);
    }
    return List.of(row);
  }

  /** The same, looked at. */
  public MapOutput with(Digest known) {
    return new MapOutput(node, buckets, row, heapBytes, spilled, known);
  }

  /** Whether no node is lost that it needs. */
  boolean readable() {
    return node.alive() && spilled.readable();
  }

  /** Names the files that it lies in, each at least once. */
  void files(Consumer<String> to) {
    row.forEach(bucket -> bucket.files(to));
    buckets.values().forEach(bucket -> bucket.files(to));
  }

  /** What there is for one reduce partition. */
  Bucket bucket(int partition) {
    return partition < row.size()
        ? row.get(partition)
        : buckets.getOrDefault(partition, Bucket.EMPTY);
  }
}
