package dev.tandem.spark.plan;

import dev.tandem.contract.plan.Operation;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run has planned so far. Operations keep their ids over the calls of a session, so an
 * operation that was translated before is found again, with what Spark keeps of it in memory and in
 * shuffle files.
 */
public final class KnownBags {
  /** A grouping is another one with a combiner than without, a bag another one while it is kept. */
  private record Key(int operation, boolean combines, boolean kept) {}

  private final Map<Key, SparkBag> bags;

  /** Nothing yet. */
  public KnownBags() {
    this(new HashMap<>());
  }

  private KnownBags(Map<Key, SparkBag> bags) {
    this.bags = bags;
  }

  /** The same, to go on independently: for plans that are only explained. */
  public KnownBags copy() {
    return new KnownBags(new HashMap<>(bags));
  }

  /** The bag of an operation, or null. */
  SparkBag get(Operation operation, boolean kept) {
    return bags.get(key(operation, kept));
  }

  void put(Operation operation, boolean kept, SparkBag bag) {
    bags.put(key(operation, kept), bag);
  }

  /** The records of an operation will not be used again. */
  public void release(Operation operation) {
    SparkBag bag = bags.remove(key(operation, true));
    if (bag != null) {
      bag.release();
    }
  }

  private static Key key(Operation operation, boolean kept) {
    boolean combines = operation instanceof Operation.GroupByKey group && group.combiner() != null;
    return new Key(operation.id(), combines, kept);
  }
}
