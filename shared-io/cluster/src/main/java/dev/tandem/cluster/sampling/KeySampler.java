package dev.tandem.cluster.sampling;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A sample of the distinct keys of a bag with exact counts, for the bounds of a sort: it keeps the
 * {@code capacity} keys with the least hash ("bottom-k": Cohen and Kaplan, "Summarizing data using
 * bottom-k sketches", PODC 2007). A key that belongs to the sample in the end belongs to it at
 * every moment, so none of its occurrences is missed, and the result depends on neither the order
 * of the records nor how they are spread over samplers that are merged later. Large keys are held
 * to {@value #BYTES} bytes in all in the same way: as many of the keys with the least hash as fit,
 * at least one.
 *
 * <p>Not thread-safe. Serialisable, for samples that are taken in other processes.
 *
 * @param <K> the keys
 */
public final class KeySampler<K> implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Keys that are kept by default: the share of a partition is then known to about one percent of
   * all.
   */
  public static final int CAPACITY = 10_000;

  /** Bytes of keys that are kept. */
  static final int BYTES = 8 << 20;

  private static final int FIRST_SLOTS = 64;

  private record Entry(long hash, byte[] key, long count) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byHash = Long.compareUnsigned(hash, other.hash);
      return byHash != 0 ? byHash : Arrays.compareUnsigned(key, other.key);
    }
  }

  private final Codec<K> codec;
  private final long seed;
  private final int capacity;
  private transient Output scratch;
  private long[] hashes;
  private byte[][] keys;
  private long[] counts;
  private int size;
  private long bytes;
  private long threshold = -1;

  /** A sampler of the default capacity. */
  public KeySampler(Codec<K> codec, long seed) {
    this(codec, seed, CAPACITY);
  }

  /**
   * @param codec of the keys
   * @param seed of the run: all samplers of a sort use the same
   * @param capacity how many distinct keys are kept
   */
  public KeySampler(Codec<K> codec, long seed, int capacity) {
    this.codec = codec;
    this.seed = Digest.mix(seed);
    this.capacity = capacity;
    clear(FIRST_SLOTS);
  }

  private void clear(int slots) {
    hashes = new long[slots];
    keys = new byte[slots][];
    counts = new long[slots];
    size = 0;
    bytes = 0;
  }

  /** Takes note of a key. */
  public void offer(K key) {
    if (scratch == null) {
      scratch = new Output(64);
    }
    scratch.truncate(0);
    codec.write(key, scratch);
    offer(scratch.array(), 0, scratch.position());
  }

  /** Takes note of a key in its codec's form; the bytes are copied if they are kept. */
  public void offer(byte[] bytes, int offset, int length) {
    long hash = Digest.mix(Digest.hash(bytes, offset, length) ^ seed);
    if (Long.compareUnsigned(hash, threshold) <= 0) {
      add(hash, bytes, offset, length, 1);
    }
  }

  private void add(long hash, byte[] key, int offset, int length, long count) {
    int mask = keys.length - 1;
    int slot = (int) hash & mask;
    while (keys[slot] != null) {
      if (hashes[slot] == hash
          && Arrays.equals(keys[slot], 0, keys[slot].length, key, offset, offset + length)) {
        counts[slot] += count;
        return;
      }
      slot = slot + 1 & mask;
    }
    put(slot, hash, Arrays.copyOfRange(key, offset, offset + length), count);
    if (size >= 2 * capacity || bytes > 2L * BYTES && size > 1) {
      prune();
    } else if (size > keys.length / 2) {
      grow();
    }
  }

  private void put(int slot, long hash, byte[] key, long count) {
    hashes[slot] = hash;
    keys[slot] = key;
    counts[slot] = count;
    bytes += key.length;
    size++;
  }

  /** There is a sampler for each partition: one that has seen few keys is to be small. */
  private void grow() {
    List<Entry> all = entries();
    clear(2 * keys.length);
    all.forEach(this::put);
  }

  /** Puts a key that is not there yet, without a copy. */
  private void put(Entry entry) {
    int mask = keys.length - 1;
    int slot = (int) entry.hash() & mask;
    while (keys[slot] != null) {
      slot = slot + 1 & mask;
    }
    put(slot, entry.hash(), entry.key(), entry.count());
  }

  /** Keeps the keys with the least hash; what has a greater one will never be looked at again. */
  private void prune() {
    List<Entry> least = sortedEntries();
    int kept = fitting(least);
    if (kept == least.size()) {
      return;
    }
    clear(keys.length);
    least.subList(0, kept).forEach(this::put);
    // Not the hash of the last key that is kept: a smaller key than the first one that is not might
    // still fit.
    threshold = least.get(kept).hash() - 1;
  }

  /** How many of some entries, from the first one on, belong to the sample. */
  private int fitting(List<Entry> least) {
    int most = Math.min(capacity, least.size());
    long sum = 0;
    int kept = 0;
    while (kept < most && (kept == 0 || sum + least.get(kept).key().length <= BYTES)) {
      sum += least.get(kept++).key().length;
    }
    return kept;
  }

  /** In no order. */
  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(size);
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != null) {
        entries.add(new Entry(hashes[slot], keys[slot], counts[slot]));
      }
    }
    return entries;
  }

  /** The least hash first. */
  private List<Entry> sortedEntries() {
    List<Entry> entries = entries();
    Collections.sort(entries);
    return entries;
  }

  /**
   * Takes over what another sampler of the same codec, seed and capacity has seen.
   *
   * @throws IllegalArgumentException if seed or capacity differ
   */
  public void merge(KeySampler<K> other) {
    if (other.seed != seed || other.capacity != capacity) {
      throw new IllegalArgumentException(
          "samplers with different seeds or capacities cannot be merged");
    }
    for (int slot = 0; slot < other.keys.length; slot++) {
      byte[] key = other.keys[slot];
      if (key != null && Long.compareUnsigned(other.hashes[slot], threshold) <= 0) {
        add(other.hashes[slot], key, 0, key.length, other.counts[slot]);
      }
    }
  }

  /** Bytes of the keys that are held just now. */
  long bytes() {
    return bytes;
  }

  /** The number of distinct keys in the sample. */
  public int size() {
    prune();
    return size;
  }

  /**
   * Bounds for {@link dev.tandem.contract.flow.RangePartitioner#withBounds}: at most {@code
   * partitions - 1} keys, ascending and different in the order, such that each partition gets about
   * the same number of records. Keys that are equal in the order stay together; a frequent key may
   * leave partitions empty.
   */
  public List<K> bounds(int partitions, Order<? super K> order) {
    prune();
    List<Weighted<K>> keysInOrder = inOrder(order);
    double total = keysInOrder.stream().mapToLong(Weighted::count).sum();
    List<K> bounds = new ArrayList<>();
    double before = 0;
    int next = 1;
    for (int i = 0; i < keysInOrder.size() && next < partitions; i++) {
      Weighted<K> key = keysInOrder.get(i);
      boolean due = before > 0 && before >= total * next / partitions;
      if (due && (order.compare(keysInOrder.get(i - 1).key(), key.key()) != 0)) {
        bounds.add(key.key());
        next = (int) Math.floor(before * partitions / total) + 1;
      }
      before += key.count();
    }
    return bounds;
  }

  private record Weighted<K>(K key, byte[] bytes, long count) {}

  /**
   * By the order; keys that are equal in it by their bytes, so that the result is always the same.
   */
  private List<Weighted<K>> inOrder(Order<? super K> order) {
    List<Weighted<K>> sorted = new ArrayList<>(size);
    for (Entry entry : entries()) {
      sorted.add(new Weighted<>(codec.read(new Input(entry.key())), entry.key(), entry.count()));
    }
    sorted.sort(
        (a, b) -> {
          int c = order.compare(a.key(), b.key());
          return c != 0 ? c : Arrays.compareUnsigned(a.bytes(), b.bytes());
        });
    return sorted;
  }
}
