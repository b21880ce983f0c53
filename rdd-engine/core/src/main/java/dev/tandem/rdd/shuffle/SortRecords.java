package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.util.Arrays;

/**
 * Records to be sorted by key, input and value. The first eight bytes of the encoded key order are
 * sorted beside the records (normalised keys: Graefe, "Implementing sorting in database systems",
 * ACM Computing Surveys 2006), so that most comparisons look at no object.
 */
final class SortRecords {
  /** Bytes of a place: key, value, input, prefix, and twice what is sorted, for its scratch. */
  static final int BYTES_PER_PLACE = 4 + 4 + 1 + 8 + 2 * 8;

  private final RunForm form;
  private final Codec<Object> codec;
  private Object[] keys;
  private Object[] values;
  private byte[] inputs;
  private int count;

  /** Of the sorted records; null where the order has no bytes. */
  private long[] prefixes;

  /**
   * @param form the orders
   * @param places records that fit in before {@link #grow}
   */
  SortRecords(RunForm form, int places) {
    this.form = form;
    this.codec = form.keys();
    this.keys = new Object[places];
    this.values = new Object[places];
    this.inputs = new byte[places];
  }

  /** Adds a record, for which there must be a place. */
  void add(int input, Object key, Object value) {
    keys[count] = key;
    values[count] = value;
    inputs[count] = (byte) input;
    count++;
  }

  int size() {
    return count;
  }

  int places() {
    return keys.length;
  }

  /** Doubles the places. */
  void grow() {
    keys = Arrays.copyOf(keys, 2 * keys.length);
    values = Arrays.copyOf(values, keys.length);
    inputs = Arrays.copyOf(inputs, keys.length);
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

  /** Whether two places of {@link #sorted} have records with the same key. */
  boolean sameKey(long left, long right) {
    if (left >> 32 != right >> 32) {
      return false; // mostly: nothing else has been looked at
    }
    int a = (int) left;
    int b = (int) right;
    if (prefixes != null && prefixes[a] != prefixes[b]) {
      return false;
    }
    return keys[a] == keys[b] || Codecs.compare(codec, keys[a], keys[b]) == 0;
  }

  /**
   * Writes all records in order.
   *
   * @return the bytes of their keys and values
   */
  long writeTo(RunWriter run) throws IOException {
    long bytes = 0;
    for (long place : sorted()) {
      int record = (int) place;
      bytes += form.write(run, keys[record], 0, input(record), values[record]);
    }
    return bytes;
  }

  /**
   * The records in order: the number of each in the lower half, the first bytes of its key in the
   * upper one, or 0 where the order has no bytes.
   */
  long[] sorted() {
    prefixes = prefixes();
    return new ByAll().sorted(prefixes == null ? new long[count] : prefixes, count);
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
}
