package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

/**
 * A value for each key; what is one key is said by the codec of keys, so that arrays are by their
 * contents.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class KeyMap<K, V> {
  private final Map<Object, Entry<K, V>> entries = new HashMap<>();

  private static final class Entry<K, V> {
    private final K key;
    private V value;

    Entry(K key, V value) {
      this.key = key;
      this.value = value;
    }
  }

  private static Object identity(Object key) {
    return Codecs.identity(Codecs.keyDynamic(), key);
  }

  /** Puts a value, instead of the one that is there. */
  void put(K key, V value) {
    merge(key, value, (there, instead) -> instead);
  }

  /** Puts a value, or what is made of the one that is there and of this one. */
  void merge(K key, V value, BinaryOperator<V> function) {
    Object identity = identity(key);
    Entry<K, V> there = entries.get(identity);
    if (there == null) {
      entries.put(identity, new Entry<>(key, value));
    } else {
      there.value = function.apply(there.value, value);
    }
  }

  /** The value of a key, or null. */
  V get(Object key) {
    Entry<K, V> there = entries.get(identity(key));
    return there == null ? null : there.value;
  }

  void forEach(BiConsumer<? super K, ? super V> action) {
    entries.values().forEach(entry -> action.accept(entry.key, entry.value));
  }

  /** As a map of the keys, of each the one that came first. */
  Map<K, V> toMap() {
    Map<K, V> map = new HashMap<>();
    forEach(map::put);
    return map;
  }
}
