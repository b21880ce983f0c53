package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.rdd.run.TaskEnding;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ObjLongConsumer;

/**
 * How often keys occur; what is one key is said by the codec of keys.
 *
 * @param <K> the keys
 */
final class Tally<K> {
  private final Map<Object, Count<K>> counts = new HashMap<>();

  private static final class Count<K> {
    private final K key;
    private long times;

    Count(K key) {
      this.key = key;
    }
  }

  /** What a task does to count. */
  static <K> TaskEnding<Tally<K>> counting(BiFunction<Object, Object, K> key) {
    return (node, partition, context) -> {
      Tally<K> tally = new Tally<>();
      node.push(partition, context, (first, second) -> tally.add(key.apply(first, second), 1));
      return tally;
    };
  }

  void add(K key, long times) {
    Object identity = Codecs.identity(Codecs.keyDynamic(), key);
    counts.computeIfAbsent(identity, first -> new Count<>(key)).times += times;
  }

  void forEach(ObjLongConsumer<? super K> action) {
    counts.values().forEach(count -> action.accept(count.key, count.times));
  }
}
