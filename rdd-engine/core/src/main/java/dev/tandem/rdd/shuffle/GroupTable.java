package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;
import java.util.Arrays;

/**
 * The values of each key, from one or several inputs: chains through two arrays, so that a value
 * costs eight bytes and no object. The values of a group come out in the order in which they came
 * in.
 */
final class GroupTable extends KeyTable {
  private static final int FIRST_VALUES = 64;
  private static final int NONE = 0;

  /** Groups whose values are looked at ahead of time, and how many of each. */
  static final int AHEAD = 32;

  private static final int LINKS_AHEAD = 16;

  private final int inputs;

  /** Links to look at next. */
  private final int[] ahead;

  private final SizeSampler valueSizes = new SizeSampler();

  /**
   * First and last link of each slot and input, as index + 1: side by side, since both are looked
   * at together.
   */
  private int[] ends;

  private Object[] values = new Object[FIRST_VALUES];

  /** The link behind each link, as index + 1. */
  private int[] next = new int[FIRST_VALUES];

  private int count;
  private long counted;

  GroupTable(Codec<Object> codec, int inputs, Claim claim, Spill spill) {
    super(codec, claim, spill);
    this.inputs = inputs;
    this.ahead = new int[AHEAD * inputs];
    start();
  }

  /**
   * Adds values.
   *
   * @param owned whether the values take memory for this table alone
   */
  void add(
      int input, Object[] keys, int[] hashes, Object[] values, int from, int to, boolean owned) {
    for (int start = from; start < to; start += Feed.BATCH) {
      int end = Math.min(to, start + Feed.BATCH);
      readAhead(hashes, start, end);
      addSeen(input, keys, hashes, values, start, end, owned);
    }
  }

  /** As {@link #add(int, Object[], int[], Object[], int, int, boolean)}, but read ahead before. */
  void addSeen(
      int input, Object[] keys, int[] hashes, Object[] values, int from, int to, boolean owned) {
    for (int i = from; i < to; i++) {
      add(input, identity(keys[i]), hashes[i], values[i], owned);
    }
  }

  void add(int input, Object identity, int hash, Object value, boolean owned) {
    if (count == values.length) {
      growValues();
    }
    if (owned && valueSizes.see(null, value)) {
      long bytes = valueSizes.total();
      grewBy(bytes - counted);
      counted = count == 0 ? 0 : bytes;
    }
    int at = 2 * (slot(identity, hash) * inputs + input);
    values[count] = value;
    int link = ++count;
    if (ends[at] == NONE) {
      ends[at] = link;
    } else {
      next[ends[at + 1] - 1] = link;
    }
    ends[at + 1] = link;
  }

  private void growValues() {
    grewBy(8L * values.length);
    if (count > 0) {
      values = Arrays.copyOf(values, 2 * values.length);
      next = Arrays.copyOf(next, values.length);
    }
  }

  @Override
  long lookAt(int[] slots, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += ends[2 * slots[i] * inputs];
    }
    return sum;
  }

  /**
   * Looks at the values of some groups: at the first value of each, then at the second of each, and
   * so on, since what is behind a link cannot be looked at before the link.
   *
   * @param to not after the last slot, and at most {@value #AHEAD} after {@code from}
   */
  void readGroupsAhead(int from, int to) {
    int first = 2 * from * inputs;
    int n = 0;
    for (int at = first; at < 2 * to * inputs; at += 2) {
      ahead[n] = ends[at];
      n += ahead[n] == NONE ? 0 : 1;
    }
    long sum = 0;
    for (int step = 0; step < LINKS_AHEAD && n > 0; step++) {
      int more = 0;
      for (int i = 0; i < n; i++) {
        int link = ahead[i];
        sum += values[link - 1] instanceof Double ? 1 : 0;
        ahead[more] = next[link - 1];
        more += ahead[more] == NONE ? 0 : 1;
      }
      n = more;
    }
    seen += sum;
  }

  /** The first link of a group, as index + 1; 0 if there is none. */
  int first(int slot, int input) {
    return ends[2 * (slot * inputs + input)];
  }

  /** The link behind a link. */
  int next(int link) {
    return next[link - 1];
  }

  /** The value at a link. */
  Object value(int link) {
    return values[link - 1];
  }

  @Override
  public void clear() {
    super.clear();
    if (values.length > FIRST_VALUES) {
      values = new Object[FIRST_VALUES];
      next = new int[FIRST_VALUES];
    } else {
      Arrays.fill(values, null);
      Arrays.fill(next, NONE);
    }
    count = 0;
    counted = 0;
    valueSizes.restart();
  }

  @Override
  void resizeValues(int slots) {
    ends = slots == 0 ? new int[0] : Arrays.copyOf(ends, 2 * slots * inputs);
  }

  @Override
  int bytesPerSlot() {
    return 8 * inputs;
  }

  @Override
  void added(int slot) {
    // no values yet
  }
}
