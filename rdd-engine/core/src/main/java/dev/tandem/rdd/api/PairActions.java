package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn2;
import dev.tandem.contract.io.Codecs;
import dev.tandem.rdd.run.TaskEnding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The actions that only pairs have. */
@SuppressWarnings("unchecked") // what is pushed are the keys and values of the RDD
final class PairActions {
  private PairActions() {}

  static <K, V> Map<K, V> reduceByKeyLocally(PairRdd<K, V> rdd, Fn2<V, V, V> func) {
    UserCode<Fn2<V, V, V>> code = UserCode.of("reduceByKeyLocally", func);
    List<KeyMap<K, V>> parts =
        rdd.context.run(
            "reduceByKeyLocally",
            rdd.node,
            (node, partition, context) -> {
              KeyMap<K, V> reduced = new KeyMap<>();
              Fn2<V, V, V> own = code.open();
              node.push(
                  partition, context, (key, value) -> put(reduced, (K) key, (V) value, code, own));
              return reduced;
            });
    KeyMap<K, V> all = new KeyMap<>();
    parts.forEach(part -> part.forEach((key, value) -> put(all, key, value, code, func)));
    return all.toMap();
  }

  private static <K, V> void put(
      KeyMap<K, V> reduced, K key, V value, UserCode<?> code, Fn2<V, V, V> func) {
    reduced.merge(key, value, (old, next) -> code.call(() -> func.apply(old, next)));
  }

  /** The key of a pair that travels so. */
  static <K> K keyOf(Object key, Object value) {
    return (K) key;
  }

  static <K> Map<K, Long> countByKey(PairRdd<K, ?> rdd) {
    Map<K, Long> counts = new HashMap<>();
    PairRdd<K, Long> ones = rdd.mapValues(value -> 1L);
    Actions.collect("countByKey", ones.reduceByKey(Long::sum))
        .forEach(count -> counts.put(count.first(), count.second()));
    return counts;
  }

  static <K, V> Map<K, V> collectAsMap(PairRdd<K, V> rdd) {
    Map<K, V> map = new HashMap<>();
    Actions.collect("collectAsMap", rdd).forEach(pair -> map.put(pair.first(), pair.second()));
    return map;
  }

  static <K, V> List<V> lookup(PairRdd<K, V> rdd, K key) {
    Object wanted = Codecs.identity(Codecs.keyDynamic(), key);
    TaskEnding<List<V>> find =
        (node, partition, context) -> {
          List<V> found = new ArrayList<>();
          node.push(
              partition,
              context,
              (each, value) -> {
                if (wanted.equals(Codecs.identity(Codecs.keyDynamic(), each))) {
                  found.add((V) value);
                }
              });
          return found;
        };
    List<List<V>> parts =
        rdd.partitioner()
            .map(known -> UserCode.call("lookup", () -> known.getPartition(key)))
            .map(partition -> rdd.context.run("lookup", rdd.node, List.of(partition), find))
            .orElseGet(() -> rdd.context.run("lookup", rdd.node, find));
    return parts.stream().flatMap(List::stream).toList();
  }
}
