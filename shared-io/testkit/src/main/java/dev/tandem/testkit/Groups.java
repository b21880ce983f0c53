package dev.tandem.testkit;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.EncodedKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The shuffle of the reference engine: a map from the bytes of a key to its values. */
final class Groups {
  /**
   * A key with its values.
   *
   * @param key the key
   * @param values for each input of the grouping
   */
  record Group(Object key, List<List<Object>> values) {}

  private final Codec<Object> keys;
  private final Grouping<Object, Object> grouping;
  private final int inputs;
  private final Map<EncodedKey, Group> groups = new LinkedHashMap<>();

  @SuppressWarnings("unchecked") // a grouping of these keys and values
  Groups(Codec<Object> keys, Grouping<?, ?> grouping, int inputs) {
    this.keys = keys;
    this.grouping = (Grouping<Object, Object>) grouping;
    this.inputs = inputs;
  }

  void add(int input, Object key, Object value) {
    Group group = groups.computeIfAbsent(EncodedKey.of(keys, key), bytes -> empty(key));
    group.values.get(input).add(value);
  }

  /** The number of distinct keys. */
  int size() {
    return groups.size();
  }

  private Group empty(Object key) {
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      values.add(new ArrayList<>());
    }
    return new Group(key, values);
  }

  /** The groups by partition; in random order what the grouping does not order. */
  List<List<Group>> partitions(int n, Random random) {
    List<List<Group>> partitions = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      partitions.add(new ArrayList<>());
    }
    Partitioner<Object> by = partitioner(n);
    for (Group group : groups.values()) {
      partitions.get(place(by, group.key, n)).add(group);
      group.values.forEach(values -> arrange(values, grouping.values(), random));
    }
    for (List<Group> partition : partitions) {
      Collections.shuffle(partition, random);
      if (grouping.keys() != null) {
        partition.sort((a, b) -> grouping.keys().compare(a.key, b.key));
      }
    }
    return partitions;
  }

  private static void arrange(List<Object> values, Order<? super Object> order, Random random) {
    Collections.shuffle(values, random);
    if (order != null) {
      values.sort(order);
    }
  }

  private int place(Partitioner<Object> by, Object key, int n) {
    int partition = by.partition(key, n);
    if (partition < 0 || partition >= n) {
      throw new IllegalStateException(
          "Illegal partition " + partition + " of " + n + " for key " + key);
    }
    return partition;
  }

  @SuppressWarnings("unchecked") // a partitioner of these keys
  private Partitioner<Object> partitioner(int n) {
    Partitioner<Object> by = (Partitioner<Object>) (Partitioner<?>) grouping.by();
    if (by == null) {
      return (key, parts) -> Math.floorMod(keys.hash(key), parts);
    }
    return by instanceof RangePartitioner<Object> range && !range.resolved()
        ? range.withBounds(bounds(range, n))
        : by;
  }

  /** Quantiles of all distinct keys. */
  private List<Object> bounds(RangePartitioner<Object> range, int n) {
    List<Object> sorted = new ArrayList<>(groups.values().stream().map(Group::key).toList());
    sorted.sort(range.order());
    List<Object> bounds = new ArrayList<>();
    for (int i = 1; i < n && !sorted.isEmpty(); i++) {
      bounds.add(sorted.get((int) ((long) i * sorted.size() / n)));
    }
    return bounds;
  }
}
