package dev.tandem.contract.flow;

/**
 * Takes the key-value pairs that a function produces, without an object for the pair.
 *
 * @param <K> the keys
 * @param <V> the values
 */
@FunctionalInterface
public interface PairEmitter<K, V> {
  /**
   * Takes one pair. The caller must not change key or value afterwards.
   *
   * @param key the key, not null
   * @param value the value, not null
   */
  void emit(K key, V value);
}
