package dev.tandem.rdd.plan;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.Dependency.ShuffleIds;
import dev.tandem.rdd.lineage.RddNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run has planned so far. Operations keep their ids over the calls of a session, so an
 * operation that was translated before is found again, with its kept partitions and its published
 * shuffles. Thread-safe.
 */
public final class KnownRdds {
  private record Key(int operation, boolean combines) {}

  private final Map<Key, RddNode> rdds;
  private final Map<Object, Integer> stages;
  private final ShuffleIds ids;
  private int lastStage;

  /** Nothing yet. */
  public KnownRdds() {
    this(new HashMap<>(), new HashMap<>(), new ShuffleIds(), 0);
  }

  private KnownRdds(
      Map<Key, RddNode> rdds, Map<Object, Integer> stages, ShuffleIds ids, int lastStage) {
    this.rdds = rdds;
    this.stages = stages;
    this.ids = ids;
    this.lastStage = lastStage;
  }

  /** The same, to go on independently: for plans that are only explained. */
  public synchronized KnownRdds copy() {
    return new KnownRdds(new HashMap<>(rdds), new HashMap<>(stages), ids.copy(), lastStage);
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

  /**
   * The number of a stage that may be needed again, and keeps it.
   *
   * @param what tells it from all others: a shuffle, or the RDD that is sampled
   */
  public synchronized int stageOf(Object what) {
    return stages.computeIfAbsent(what, key -> nextStage());
  }

  /** The number of a new stage. */
  public synchronized int nextStage() {
    return ++lastStage;
  }
}
