package dev.tandem.contract.flow;

import java.io.Serializable;

/**
 * Decides which partition of a shuffle a key goes to.
 *
 * <p>Two partitioners that are {@code equals} place every key alike; the engines then join their
 * bags without a shuffle. A lambda equals only itself.
 *
 * @param <K> the keys
 */
@FunctionalInterface
public interface Partitioner<K> extends Serializable {
  /**
   * The partition of {@code key}.
   *
   * @param key the key, not null
   * @param partitions the number of partitions, at least 1
   * @return 0 to {@code partitions - 1}, the same for equal keys; anything else fails the task with
   *     "Illegal partition"
   */
  int partition(K key, int partitions);
}
