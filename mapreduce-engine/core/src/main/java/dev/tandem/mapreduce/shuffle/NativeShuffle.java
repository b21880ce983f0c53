package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.TaskScope;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The shuffle of a round that was written by hand: partitioner, sort comparator, grouping
 * comparator and combiner are separate, as in Hadoop, and need not agree. Each supplier is asked
 * once for each thread that needs what it makes.
 *
 * @param step the name of the shuffle, for errors
 * @param key the codec of the keys
 * @param value the codec of the values
 * @param reading makes what reads values back; each time for one reduction or combining
 * @param partitions how many there are
 * @param placings makes what places the records of a map task
 * @param sort makes the order of the keys; null for that of their bytes
 * @param grouping makes what tells groups apart: two neighbours for which it returns 0 belong
 *     together; null for the order of the keys
 * @param combinerGrouping the same for the combiner
 * @param opener opens the combiner, or null
 * @param combineStep the operation under which the combiner counts
 * @param keyType a class that all keys must have exactly, or null
 * @param valueType a class that all values must have exactly, or null
 */
public record NativeShuffle(
    String step,
    Codec<Object> key,
    Codec<Object> value,
    Supplier<Codec<Object>> reading,
    int partitions,
    Supplier<Placing> placings,
    Supplier<KeyComparator> sort,
    Supplier<KeyComparator> grouping,
    Supplier<KeyComparator> combinerGrouping,
    CombinerOpener opener,
    Operation combineStep,
    Class<?> keyType,
    Class<?> valueType)
    implements Shuffle {

  /** Goes over the records of one partition that are to be spilled or merged. Thread-safe. */
  @FunctionalInterface
  public interface Combiner {
    /**
     * Combines.
     *
     * @param groups in order; what is left unread is dropped
     * @param out takes what comes out, which should be in order too
     * @throws IOException if the storage fails
     */
    void combine(PulledGroups groups, Collector out) throws IOException;
  }

  /** Opens the combiner of an attempt. */
  @FunctionalInterface
  public interface CombinerOpener {
    /**
     * @param context the attempt
     * @param scope under which the combiner counts
     * @param map whether this is an attempt of a map task
     */
    Combiner open(TaskContext context, TaskScope scope, boolean map);
  }

  @Override
  public List<Codec<Object>> values() {
    return List.of(value);
  }

  @Override
  public KeyLayout layout() {
    return KeyLayout.of(key, Grouping.any(), 1);
  }

  @Override
  public RecordOrder slowOrder(KeyLayout layout) {
    if (sort == null) {
      return null;
    }
    RecordOrder keys = order(sort.get(), layout);
    return (a, b) -> {
      int c = keys.compare(a, b);
      return c != 0 ? c : RecordOrder.BY_KEY.compare(a, b);
    };
  }

  /** The sort key of a native shuffle is the key and nothing else. */
  private static RecordOrder order(KeyComparator sort, KeyLayout layout) {
    if (sort instanceof KeyComparator.Raw raw) {
      return (a, b) -> raw.compare(a.key, a.keyFrom, a.keyLength, b.key, b.keyFrom, b.keyLength);
    }
    Comparator<Object> keys = ((KeyComparator.Decoding) sort).keys();
    Input in = new Input();
    return (a, b) -> {
      Object left = layout.readKey(a.key, a.keyFrom, a.keyLength, in);
      return keys.compare(left, layout.readKey(b.key, b.keyFrom, b.keyLength, in));
    };
  }

  @Override
  public boolean isSlow() {
    return sort != null && sort.get() instanceof KeyComparator.Decoding;
  }

  @Override
  public boolean combines() {
    return opener != null;
  }

  @Override
  public Placing placing() {
    Placing placing = placings.get();
    return (recordKey, recordValue) -> {
      check(recordKey, recordValue);
      int partition = placing.partition(recordKey, recordValue);
      if (partition < 0 || partition >= partitions) {
        String message = "Illegal partition for " + recordKey + " (" + partition + ")";
        throw new StepFailure(step, message + "; it must be 0 to " + (partitions - 1), null);
      }
      return partition;
    };
  }

  /** Refuses what Hadoop's collector refuses. */
  void check(Object recordKey, Object recordValue) {
    if (recordKey == null || recordValue == null) {
      String what = recordKey == null ? "key" : "value";
      throw new StepFailure(step, "the " + what + " of a map output record is null", null);
    }
    check("key", keyType, recordKey);
    check("value", valueType, recordValue);
  }

  private void check(String what, Class<?> type, Object found) {
    if (type != null && found.getClass() != type && !type.isInstance(found)) {
      String message = "Type mismatch in " + what + " from map: expected " + type.getName();
      throw new StepFailure(step, message + ", received " + found.getClass().getName(), null);
    }
  }

  @Override
  public Fold fold(int input, TaskScope scope) {
    return Fold.none(value);
  }

  @Override
  public Supplier<SpillWriter> spillWriters(TaskContext context, Fold fold, TaskScope scope) {
    if (!combines()) {
      return () -> new FoldingSpillWriter(Fold.none(value), layout(), false);
    }
    Combiner combiner = opener.open(context, scope, fold != null);
    return () -> new CombiningSpillWriter(context, this, combiner);
  }

  /** Tells groups apart for a reducer; null for equal keys. */
  KeyComparator sameGroup() {
    return open(grouping);
  }

  /** Tells groups apart for a combiner; null for equal keys. */
  KeyComparator sameGroupForCombiner() {
    return open(combinerGrouping);
  }

  private KeyComparator open(Supplier<KeyComparator> own) {
    if (own != null) {
      return own.get();
    }
    return sort == null ? null : sort.get();
  }
}
