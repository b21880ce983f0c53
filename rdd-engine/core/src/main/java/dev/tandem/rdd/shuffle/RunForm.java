package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How grouped records are written to sorted runs, so that comparing bytes puts them in order:
 *
 * <pre>
 * key     order of the key | bytes of the key | number of the input | order of the value
 * value   length of the first part | length of the first two parts | bytes of the value
 * </pre>
 *
 * The order of the key is its hash where no order is asked for at all, and left out where the bytes
 * of the key are in order themselves. The number of the input is left out where there is one input,
 * and the order of the value where none is asked for. Orders by comparator have no bytes; runs are
 * then merged by decoding.
 */
final class RunForm {
  private final Codec<Object> keys;
  private final List<Codec<Object>> values;
  private final Order<? super Object> keyOrder;
  private final Order<? super Object> valueOrder;
  private final boolean natural;
  private final boolean hashed;
  private final Output key = new Output(256);
  private final Output value = new Output(256);

  RunForm(KeyGrouping grouping, Grouping<Object, Object> own) {
    this.keys = grouping.keys();
    this.values = IntStream.range(0, grouping.inputs()).mapToObj(grouping::values).toList();
    this.keyOrder = own.keys();
    this.valueOrder = own.values();
    this.hashed = keyOrder == null && valueOrder == null;
    this.natural = keyOrder != null && keys.ordered() && keyOrder.equals(Orders.of(keys));
  }

  Codec<Object> keys() {
    return keys;
  }

  Codec<Object> values(int input) {
    return values.get(input);
  }

  int inputs() {
    return values.size();
  }

  /** The order of the groups; null where any will do. */
  Order<? super Object> keyOrder() {
    return keyOrder;
  }

  /** The order of the values in a group; null where any will do. */
  Order<? super Object> valueOrder() {
    return valueOrder;
  }

  /** Whether the bytes are in order. */
  boolean inBytes() {
    return (keyOrder == null || keyOrder.encodes()) && (valueOrder == null || valueOrder.encodes());
  }

  /**
   * Appends a record to a run.
   *
   * @return the bytes of its key and value
   */
  int write(RunWriter run, Object identity, int hash, int input, Object record) throws IOException {
    key.truncate(0);
    value.truncate(0);
    writeKeyOrder(identity, hash);
    int keyStart = key.position();
    value.writeLength(keyStart);
    writeKey(identity);
    int keyEnd = key.position();
    value.writeLength(keyEnd);
    int valueStart = value.position();
    if (inputs() > 1) {
      key.writeByte(input);
    }
    if (valueOrder != null && valueOrder.encodes()) {
      valueOrder.encode(record, key);
    }
    values.get(input).write(record, value);
    run.write(key, value);
    return keyEnd - keyStart + value.position() - valueStart;
  }

  private void writeKeyOrder(Object identity, int hash) {
    if (hashed) {
      key.writeFixed32(hash);
    } else if (keyOrder != null && !natural && keyOrder.encodes()) {
      keyOrder.encode(identity, key);
    }
  }

  private void writeKey(Object identity) {
    if (identity instanceof EncodedKey encoded) {
      key.writeBytes(encoded.bytes(), 0, encoded.bytes().length);
    } else {
      keys.write(identity, key);
    }
  }
}
