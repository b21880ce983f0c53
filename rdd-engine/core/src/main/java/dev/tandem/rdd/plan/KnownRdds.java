package dev.tandem.rdd.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.ShuffleDependency;
import dev.tandem.rdd.lineage.ShuffleIds;
import dev.tandem.rdd.shuffle.KeyGrouping;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What a run has planned so far. Operations keep their ids over the calls of a session, so an
 * operation that was translated before is found again, with its kept partitions and its published
 * shuffles. Thread-safe.
 */
public final class KnownRdds {
  private record Key(int operation, boolean combines) {}

  private final Map<Key, RddNode> rdds;

  /** Of shuffles, as long as the program can reach them. */
  private final Map<ShuffleDependency, Integer> stages;

  /** Of samples, by the number of what is sampled, as long as the program can reach the sort. */
  private final Map<KeyGrouping, Map<Integer, Integer>> samples;

  private final ShuffleIds ids;
  private int lastStage;

  /** Nothing yet. */
  public KnownRdds() {
    this(new HashMap<>(), new WeakHashMap<>(), new WeakHashMap<>(), new ShuffleIds(), 0);
  }

  private KnownRdds(
      Map<Key, RddNode> rdds,
      Map<ShuffleDependency, Integer> stages,
      Map<KeyGrouping, Map<Integer, Integer>> samples,
      ShuffleIds ids,
      int lastStage) {
    this.rdds = rdds;
    this.stages = stages;
    this.samples = samples;
    this.ids = ids;
    this.lastStage = lastStage;
  }

  /** The same, to go on independently: for plans that are only explained. */
  public synchronized KnownRdds copy() {
    Map<KeyGrouping, Map<Integer, Integer>> sampled = new WeakHashMap<>();
    samples.forEach((grouping, numbers) -> sampled.put(grouping, new HashMap<>(numbers)));
    return new KnownRdds(
        new HashMap<>(rdds), new WeakHashMap<>(stages), sampled, ids.copy(), lastStage);
  }

  /** The RDD of an operation, or null. A grouping is another one with a combiner than without. */
  synchronized RddNode get(Operation operation) {
    return rdds.get(key(operation));
  }

  synchronized void put(Operation operation, RddNode rdd) {
    rdds.put(key(operation), rdd);
  }

  private static Key key(Operation operation) {
    boolean combines = operation instanceof Operation.GroupByKey group && group.combiner() != null;
    return new Key(operation.id(), combines);
  }

  /** Gives numbers to shuffles. */
  public ShuffleIds shuffleIds() {
    return ids;
  }

  /** The number of the stage that ends with a shuffle. */
  public synchronized int stageOf(ShuffleDependency shuffle) {
    return stages.computeIfAbsent(shuffle, key -> nextStage());
  }

  /** The number of the stage that samples a parent of a sort. */
  public synchronized int sampleOf(KeyGrouping grouping, RddNode parent) {
    return samples
        .computeIfAbsent(grouping, sort -> new HashMap<>())
        .computeIfAbsent(parent.id(), sampled -> nextStage());
  }

  /** How many sorts with samples the program can still reach. */
  public synchronized int sorts() {
    return samples.size();
  }

  /** The number of a new stage. */
  public synchronized int nextStage() {
    return ++lastStage;
  }
}
