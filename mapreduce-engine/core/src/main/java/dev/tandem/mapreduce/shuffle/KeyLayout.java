package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Words;
import java.io.Serializable;

/**
 * How the sort key of a shuffle is laid out. Records are sorted by comparing these bytes as
 * unsigned numbers and by nothing else, so a record is never decoded while it is sorted or merged:
 *
 * <pre>
 *   [order of the key] key [input number] [order of the value] [length of the order of the key]
 * </pre>
 *
 * Only the key is always there. Its own bytes already order it where no order was asked for, or the
 * codec's own one; another order puts its encoding in front, with its length (four bytes) at the
 * very end so that the key can be found again. The number of the input (cogroup) and the order of
 * the value (secondary sort) decide between the records of one group. The <b>group part</b> are the
 * bytes up to the end of the key: two records belong to one group exactly when these are equal.
 */
public final class KeyLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Codec<Object> key;
  private final Order<Object> keyOrder;
  private final Order<Object> valueOrder;
  private final int tagBytes;

  private KeyLayout(
      Codec<Object> key, Order<Object> keyOrder, Order<Object> valueOrder, int tagBytes) {
    this.key = key;
    this.keyOrder = keyOrder;
    this.valueOrder = valueOrder;
    this.tagBytes = tagBytes;
  }

  /**
   * The layout for a grouping. Orders without an encoding are left out: {@link SlowOrder} compares
   * in their place.
   *
   * @param key the codec of the keys
   * @param grouping the orders that are asked for
   * @param inputs the number of inputs that are grouped together
   */
  @SuppressWarnings("unchecked") // the plan checked that the orders belong to these keys and values
  public static KeyLayout of(Codec<?> key, Grouping<?, ?> grouping, int inputs) {
    Order<Object> keys = (Order<Object>) grouping.keys();
    Order<Object> values = (Order<Object>) grouping.values();
    boolean extraKeys = keys != null && keys.encodes() && !isOwnOrder(key, keys);
    boolean extraValues = values != null && values.encodes();
    int tagBytes = inputs == 1 ? 0 : inputs <= 256 ? 1 : 4;
    return new KeyLayout(
        (Codec<Object>) key, extraKeys ? keys : null, extraValues ? values : null, tagBytes);
  }

  /** Whether an order of keys is the one that the bytes of their codec have anyway. */
  public static boolean isOwnOrder(Codec<?> key, Order<?> order) {
    return key.ordered() && (order.equals(Orders.of(key)) || order.equals(Orders.natural()));
  }

  /**
   * Whether records of one group can be told from their neighbours by comparing whole sort keys.
   */
  public boolean groupsByWholeKey() {
    return tagBytes == 0 && valueOrder == null;
  }

  /** Appends the sort key of a record. */
  public void write(Object recordKey, Object value, int input, Output out) {
    int start = out.position();
    if (keyOrder != null) {
      keyOrder.encode(recordKey, out);
    }
    int length = out.position() - start;
    key.write(recordKey, out);
    if (tagBytes == 1) {
      out.writeByte(input);
    } else if (tagBytes == 4) {
      out.writeFixed32(input);
    }
    if (valueOrder != null) {
      valueOrder.encode(value, out);
    }
    if (keyOrder != null) {
      out.writeFixed32(length);
    }
  }

  /** Decodes the key out of a sort key and leaves {@code in} behind it. */
  public Object readKey(byte[] bytes, int offset, int length, Input in) {
    int order = orderLength(bytes, offset, length);
    in.reset(bytes, offset + order, length - order);
    return key.read(in);
  }

  /**
   * The length of the group part.
   *
   * @param in used to decode the key where its end is not known otherwise
   */
  public int groupLength(byte[] bytes, int offset, int length, Input in) {
    if (valueOrder == null) {
      return length - tagBytes - (keyOrder == null ? 0 : Integer.BYTES);
    }
    readKey(bytes, offset, length, in);
    return in.position() - offset;
  }

  /** The number of the input that a record came from. */
  public int input(byte[] bytes, int offset, int groupLength) {
    return switch (tagBytes) {
      case 0 -> 0;
      case 1 -> bytes[offset + groupLength] & 0xFF;
      default -> (int) Words.BIG_ENDIAN_INT.get(bytes, offset + groupLength);
    };
  }

  private int orderLength(byte[] bytes, int offset, int length) {
    if (keyOrder == null) {
      return 0;
    }
    int order = (int) Words.BIG_ENDIAN_INT.get(bytes, offset + length - Integer.BYTES);
    if (order < 0 || order > length - Integer.BYTES) {
      throw new CorruptDataException(
          "a sort key of " + length + " bytes cannot hold " + order + " of order");
    }
    return order;
  }

  /** The codec of the keys. */
  public Codec<Object> keyCodec() {
    return key;
  }

  @Override
  public String toString() {
    return (keyOrder == null ? "" : keyOrder + ", ")
        + key.describe()
        + (tagBytes == 0 ? "" : ", input")
        + (valueOrder == null ? "" : ", value by " + valueOrder);
  }
}
