package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import java.util.Arrays;
import java.util.List;

/**
 * Compares records by comparators that have no encoding: decodes keys, and values where they are
 * sorted too, for every comparison. What the comparators leave open is decided by the bytes, so
 * that records of one group stay together.
 */
final class SlowOrder implements RecordOrder {
  private final String step;
  private final KeyLayout layout;
  private final Order<Object> keys;
  private final Order<Object> values;
  private final List<Codec<Object>> valueCodecs;
  private final Input in = new Input();

  private SlowOrder(
      String step,
      KeyLayout layout,
      Order<Object> keys,
      Order<Object> values,
      List<Codec<Object>> valueCodecs) {
    this.step = step;
    this.layout = layout;
    this.keys = keys;
    this.values = values;
    this.valueCodecs = valueCodecs;
  }

  /**
   * The comparison that a grouping needs, for one task.
   *
   * @param step the name of the grouping, for errors
   * @return null if the bytes of the sort keys say it all
   */
  @SuppressWarnings("unchecked") // the plan checked that the orders belong to these keys and values
  static RecordOrder of(
      String step, KeyLayout layout, Grouping<?, ?> grouping, List<Codec<Object>> valueCodecs) {
    boolean slowKeys = isSlow(grouping.keys());
    boolean slowValues = isSlow(grouping.values());
    return slowKeys || slowValues
        ? new SlowOrder(
            step,
            layout,
            slowKeys ? (Order<Object>) grouping.keys() : null,
            slowValues ? (Order<Object>) grouping.values() : null,
            valueCodecs)
        : null;
  }

  /** Whether an order makes the engine decode records to compare them. */
  static boolean isSlow(Order<?> order) {
    return order != null && !order.encodes();
  }

  @Override
  public int compare(RecordView a, RecordView b) {
    if (keys != null) {
      Object keyA = layout.readKey(a.key, a.keyFrom, a.keyLength, in);
      int c = compare(keys, keyA, layout.readKey(b.key, b.keyFrom, b.keyLength, in));
      if (c != 0) {
        return c;
      }
    }
    int c = BY_KEY.compare(a, b);
    if (c != 0 || values == null) {
      return c;
    }
    int groupLength = layout.groupLength(a.key, a.keyFrom, a.keyLength, in);
    Codec<Object> codec = valueCodecs.get(layout.input(a.key, a.keyFrom, groupLength));
    in.reset(a.value, a.valueFrom, a.valueLength);
    Object valueA = codec.read(in);
    in.reset(b.value, b.valueFrom, b.valueLength);
    c = compare(values, valueA, codec.read(in));
    return c != 0 ? c : compareValueBytes(a, b);
  }

  /**
   * What a comparator throws is a failure of the grouping, not of the step that happens to emit.
   */
  private int compare(Order<Object> order, Object a, Object b) {
    try {
      return order.compare(a, b);
    } catch (RuntimeException e) {
      throw Fold.failed(step, e);
    }
  }

  private static int compareValueBytes(RecordView a, RecordView b) {
    return Arrays.compareUnsigned(
        a.value,
        a.valueFrom,
        a.valueFrom + a.valueLength,
        b.value,
        b.valueFrom,
        b.valueFrom + b.valueLength);
  }
}
