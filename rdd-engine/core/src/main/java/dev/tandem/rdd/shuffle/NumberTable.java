package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.rdd.store.MemoryManager.Claim;
import java.util.Arrays;

/**
 * A primitive for each key that is a whole number: key and accumulator side by side in one array,
 * so that a probe touches one line of the cache, and no object at all. Open addressing with linear
 * probing and a load of at most a half, as in {@link KeyTable}; keys that lie close together are in
 * their own order ({@link Homes}).
 *
 * <p>A free slot holds the key 0. The key 0 itself has a slot of its own behind the others.
 */
final class NumberTable implements AggregationTable {
  private static final int FIRST_SLOTS = 64;
  private static final int GREATEST_SLOTS = 1 << 29;

  /**
   * Below this, a table that is full grows fourfold: little is wasted, and half the moves saved.
   */
  private static final int SMALL = 1 << 16;

  private static final int BYTES_PER_SLOT = 2 * Long.BYTES;

  private final Cell cell;
  private final boolean longs;
  private final Homes homes;
  private final Claim claim;
  private final Spill spill;

  /** Of slot i: the key at 2i, the accumulator behind it. */
  private long[] entries;

  private int slots;
  private int size;
  private boolean hasZero;

  /** Nobody asks for it: it makes looking at slots ahead of time something that has a result. */
  long seen;

  NumberTable(Cell cell, Codec<Object> codec, int salt, Claim claim, Spill spill) {
    this.cell = cell;
    this.longs = codec.equals(Codecs.LONG);
    this.homes = new Homes(salt);
    this.claim = claim;
    this.spill = spill;
    allocate(FIRST_SLOTS);
    homes.spread(FIRST_SLOTS);
  }

  /** Whether keys of a codec can be kept as numbers. */
  static boolean keeps(Codec<?> codec) {
    return codec.equals(Codecs.LONG) || codec.equals(Codecs.INTEGER);
  }

  private void allocate(int wanted) {
    slots = wanted;
    entries = new long[2 * (wanted + 1)];
  }

  @Override
  public Feed feed(Blame blame) {
    return new NumberFeed(this, longs, blame);
  }

  /** Adds the first {@code n} values to the accumulators of their keys. */
  void add(long[] numbers, Object[] values, int n) {
    readAhead(numbers, 0, n);
    for (int i = 0; i < n; i++) {
      int at = at(numbers[i]);
      entries[at] = cell.step(entries[at], values[i]);
    }
  }

  @Override
  public void take(Columns columns, int from, int to) {
    long[] numbers = columns.numbers();
    expect(numbers, from, to);
    long[] published = columns.cells();
    for (int start = from; start < to; start += Feed.BATCH) {
      int end = Math.min(to, start + Feed.BATCH);
      readAhead(numbers, start, end);
      for (int i = start; i < end; i++) {
        int at = at(numbers[i]);
        entries[at] = cell.combine(entries[at], published[i]);
      }
    }
  }

  /**
   * Looks at the home slots of some keys: nothing but loads, so that the waits for memory overlap.
   */
  private void readAhead(long[] some, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += entries[2 * homes.of(some[i])];
    }
    seen += sum;
  }

  /** Where in {@link #entries} the accumulator of a key is; a new key is added. */
  private int at(long number) {
    if (number == 0) {
      return zero();
    }
    int slot = find(number);
    return 2 * (slot >= 0 ? slot : add(number, ~slot)) + 1;
  }

  private int zero() {
    int at = 2 * slots + 1;
    if (!hasZero) {
      hasZero = true;
      size++;
      entries[at] = cell.zero();
    }
    return at;
  }

  /** The slot of a key, or the complement of the free slot where it belongs. */
  private int find(long number) {
    long[] all = entries;
    int mask = slots - 1;
    int slot = homes.of(number);
    while (true) {
      long other = all[2 * slot];
      if (other == number) {
        return slot;
      }
      if (other == 0) {
        return ~slot;
      }
      slot = slot + 1 & mask;
    }
  }

  private int add(long number, int free) {
    int slot = free;
    if (size >= slots / 2) {
      makeRoom();
      slot = ~find(number);
    } else if (homes.isFar(number, free)) {
      giveUpOrder();
      slot = ~find(number);
    }
    entries[2 * slot] = number;
    entries[2 * slot + 1] = cell.zero();
    size++;
    return slot;
  }

  private void makeRoom() {
    Homes.Range keys = new Homes.Range();
    if (!growTo(slots < SMALL ? 4 * slots : 2 * slots, keys) && !growTo(2 * slots, keys)) {
      spill.spill();
    }
  }

  /** These keys are coming, each once: the table need not grow step by step. */
  private void expect(long[] numbers, int from, int to) {
    int keys = to - from;
    if (keys > slots / 2 && keys <= GREATEST_SLOTS / 2) {
      Homes.Range coming = new Homes.Range();
      for (int i = from; i < to; i++) {
        coming.add(numbers[i]);
      }
      growTo(Integer.highestOneBit(2 * keys - 1) << 1, coming);
    }
  }

  /**
   * Grows, if it may.
   *
   * @param coming keys that will be added; those that are here are added to them
   */
  private boolean growTo(int wanted, Homes.Range coming) {
    if (wanted > GREATEST_SLOTS || !claim.hold((long) (slots + wanted) * BYTES_PER_SLOT)) {
      return false;
    }
    for (int at = 0; at < 2 * slots; at += 2) {
      if (entries[at] != 0) {
        coming.add(entries[at]);
      }
    }
    homes.arrange(wanted, coming);
    move(wanted);
    return true;
  }

  private void giveUpOrder() {
    if (!claim.hold(2L * slots * BYTES_PER_SLOT)) {
      spill.spill();
      return;
    }
    homes.spread(slots);
    move(slots);
  }

  /** Moves all entries to their places in an array of this many slots. */
  private void move(int wanted) {
    long[] old = entries;
    int oldSlots = slots;
    allocate(wanted);
    for (int from = 0; from < 2 * oldSlots; from += 2) {
      if (old[from] != 0) {
        int to = 2 * ~find(old[from]);
        entries[to] = old[from];
        entries[to + 1] = old[from + 1];
      }
    }
    entries[2 * slots + 1] = old[2 * oldSlots + 1];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int[] inOrder() {
    int[] used = new int[size];
    int n = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (entries[2 * slot] != 0) {
        used[n++] = slot;
      }
    }
    if (hasZero) {
      used[n] = slots;
    }
    return used;
  }

  @Override
  public Object keyAt(int slot) {
    long number = entries[2 * slot];
    return longs ? (Object) number : (Object) (int) number;
  }

  @Override
  public int hashAt(int slot) {
    long number = entries[2 * slot];
    return longs ? Long.hashCode(number) : (int) number;
  }

  @Override
  public Object identityAt(int slot) {
    return keyAt(slot);
  }

  @Override
  public Object accumulatorAt(int slot) {
    return cell.accumulator(entries[2 * slot + 1]);
  }

  @Override
  public Columns columns(int[] some) {
    long[] numbers = new long[some.length];
    long[] cells = new long[some.length];
    for (int i = 0; i < some.length; i++) {
      numbers[i] = entries[2 * some[i]];
      cells[i] = entries[2 * some[i] + 1];
    }
    return Columns.ofNumbers(numbers, cells, false);
  }

  @Override
  public long compactBytes() {
    return (long) size * BYTES_PER_SLOT;
  }

  @Override
  public void clear() {
    if (slots > SMALL) {
      allocate(FIRST_SLOTS);
    } else {
      Arrays.fill(entries, 0);
    }
    homes.spread(slots);
    size = 0;
    hasZero = false;
    claim.release();
  }
}
