package dev.tandem.cluster.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * Which records decide the bounds of a sort. Engines must agree on it, because the bounds decide
 * which part file a record goes to.
 *
 * <ul>
 *   <li>Where no shuffle precedes the sorted bag: the first {@value #RECORDS} records, after the
 *       fused steps, of each of at most {@value #SPLITS} splits, evenly spaced over all splits in
 *       plan order.
 *   <li>Where a shuffle precedes: all records of all partitions, since the order inside a partition
 *       is each engine's own.
 * </ul>
 *
 * Either way the sampler sees the keys of the grouping that sorts, and its answer does not depend
 * on the order in which it sees them.
 */
public final class SampleRule {
  /** Records of a split that are looked at. */
  public static final int RECORDS = 10_000;

  /** Splits that are looked at. */
  public static final int SPLITS = 20;

  private SampleRule() {}

  /** The numbers of the splits that are looked at, ascending. */
  public static List<Integer> splits(int count) {
    int chosen = Math.min(count, SPLITS);
    List<Integer> numbers = new ArrayList<>(chosen);
    for (int i = 0; i < chosen; i++) {
      numbers.add((int) ((long) i * count / chosen));
    }
    return numbers;
  }
}
