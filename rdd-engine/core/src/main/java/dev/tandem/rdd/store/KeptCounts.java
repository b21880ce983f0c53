package dev.tandem.rdd.store;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many records each partition had when it was first kept for good. Memory that is needed
 * elsewhere makes kept partitions be computed again as a matter of course, beside others that are
 * still those of the first time: if one comes out otherwise, the RDD would be made of both.
 * Thread-safe.
 */
final class KeptCounts {
  private final Map<Integer, Map<Integer, Long>> byRdd = new ConcurrentHashMap<>();

  /**
   * A partition is kept.
   *
   * @return how many records it had when it was kept before, if those were more or fewer
   */
  OptionalLong changed(int rdd, int partition, long records) {
    Long before =
        byRdd
            .computeIfAbsent(rdd, absent -> new ConcurrentHashMap<>())
            .putIfAbsent(partition, records);
    return before == null || before == records ? OptionalLong.empty() : OptionalLong.of(before);
  }

  /** An RDD is kept no more; if it is again, nothing is known of it. */
  void forget(int rdd) {
    byRdd.remove(rdd);
  }
}
