package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import dev.tandem.rdd.store.MemoryManager.Claim;
import dev.tandem.rdd.store.SizeSampler;
import java.util.Arrays;

/**
 * Records to be sorted by key, input and value. The first eight bytes of the encoded key order are
 * sorted beside the records (normalised keys: Graefe, "Implementing sorting in database systems",
 * ACM Computing Surveys 2006), so that most comparisons look at no object.
 */
final class SortBuffer {
  private static final int FIRST_CAPACITY = 256;

  /** Key, value, input, prefix, what is sorted, and the order. */
  private static final int BYTES_PER_RECORD = 4 + 4 + 1 + 8 + 8 + 4;

  private final RunForm form;
  private final Codec<Object> codec;
  private final Claim claim;
  private final Runnable spill;
  private final SizeSampler sizes = new SizeSampler();
  private Object[] keys = new Object[FIRST_CAPACITY];
  private Object[] values = new Object[FIRST_CAPACITY];
  private byte[] inputs = new byte[FIRST_CAPACITY];
  private int count;

  /** Of the sorted records; null where the order has no bytes. */
  private long[] prefixes;

  SortBuffer(RunForm form, Claim claim, Runnable spill) {
    this.form = form;
    this.codec = form.keys();
    this.claim = claim;
    this.spill = spill;
  }

  /**
   * Adds a record.
   *
   * @param owned whether key and value take memory for this buffer alone
   */
  void add(int input, Object key, Object value, boolean owned) {
    if (count == keys.length) {
      if (claim.hold(bytes() + (long) count * BYTES_PER_RECORD)) {
        keys = Arrays.copyOf(keys, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
        inputs = Arrays.copyOf(inputs, 2 * count);
      } else {
        spill.run();
      }
    } else if (owned && sizes.see(key, value) && !claim.hold(bytes()) && count > 0) {
      spill.run();
    }
    keys[count] = key;
    values[count] = value;
    inputs[count] = (byte) input;
    count++;
  }

  private long bytes() {
    return (long) keys.length * BYTES_PER_RECORD + sizes.total();
  }

  boolean isEmpty() {
    return count == 0;
  }

  Object key(int record) {
    return keys[record];
  }

  Object value(int record) {
    return values[record];
  }

  int input(int record) {
    return inputs[record] & 0xFF;
  }

  /** Whether two records have the same key; to be asked when they are sorted. */
  boolean sameKey(int a, int b) {
    if (prefixes != null && prefixes[a] != prefixes[b]) {
      return false;
    }
    return keys[a] == keys[b] || Codecs.compare(codec, keys[a], keys[b]) == 0;
  }

  /** The numbers of the records, in order. */
  int[] sorted() {
    prefixes = prefixes();
    IndexSort sort = new ByAll();
    return prefixes == null ? sort.sorted(count) : sort.sorted(prefixes, count);
  }

  /** By prefix, key, input and value. */
  private final class ByAll extends IndexSort {
    private final long[] first = prefixes;
    private final Order<? super Object> keyOrder = form.keyOrder();
    private final Order<? super Object> valueOrder = form.valueOrder();

    @Override
    int compare(int a, int b) {
      int c = first == null ? 0 : Long.compare(first[a], first[b]);
      c = c == 0 && keyOrder != null ? keyOrder.compare(keys[a], keys[b]) : c;
      c = c == 0 ? Codecs.compare(codec, keys[a], keys[b]) : c;
      c = c == 0 ? Integer.compare(input(a), input(b)) : c;
      return c == 0 && valueOrder != null ? valueOrder.compare(values[a], values[b]) : c;
    }
  }

  /**
   * The first bytes of each key's order, or of the key, as numbers that compare likewise; null for
   * an order without bytes.
   */
  private long[] prefixes() {
    Order<? super Object> order = form.keyOrder();
    if (order != null && !order.encodes()) {
      return null;
    }
    Output scratch = new Output(256);
    long[] found = new long[count];
    for (int i = 0; i < count; i++) {
      long prefix = order == null ? codec.prefix(keys[i], scratch) : order.prefix(keys[i], scratch);
      found[i] = prefix ^ Long.MIN_VALUE;
    }
    return found;
  }

  void clear() {
    if (keys.length > FIRST_CAPACITY) {
      keys = new Object[FIRST_CAPACITY];
      values = new Object[FIRST_CAPACITY];
      inputs = new byte[FIRST_CAPACITY];
    } else {
      Arrays.fill(keys, null);
      Arrays.fill(values, null);
    }
    prefixes = null;
    count = 0;
    sizes.restart();
    claim.release();
  }
}
