package dev.tandem.rdd.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;

/**
 * What the records of one shuffle look like in columns and in files.
 *
 * @param keys the codec of the keys
 * @param values the codec of values or accumulators
 * @param cell how accumulators become cells; null where values are objects
 * @param identities whether the columns hold the keys' identities
 * @param hashed whether the columns hold the keys' hashes; a sort asks for none
 */
record ShuffleForm(
    Codec<Object> keys, Codec<Object> values, Cell cell, boolean identities, boolean hashed) {
  /** The form of what one input of a grouping publishes. */
  static ShuffleForm of(KeyGrouping grouping, int input) {
    boolean combines = grouping.combines();
    Cell cell = combines ? Cell.of(grouping.operation().combiner().original()) : null;
    boolean hashed = combines || grouping.grouped() && !grouping.ordered();
    return new ShuffleForm(grouping.keys(), grouping.values(input), cell, combines, hashed);
  }

  /** Whether keys are kept as numbers: what a {@link NumberTable} publishes. */
  boolean numbers() {
    return cell != null && NumberTable.keeps(keys);
  }

  /** Empty columns for this many records, to be filled by decoding. */
  Columns newColumns(int size) {
    if (numbers()) {
      return Columns.ofNumbers(new long[size], new long[size], true);
    }
    Object column = cell == null ? new Object[size] : new long[size];
    return Columns.of(new Object[size], hashed ? new int[size] : null, column, true);
  }

  /** Appends the key and the value of a record, each to its own output. */
  void write(Columns columns, int at, Output key, Output value) {
    Object object = numbers() ? number(columns.numbers()[at]) : columns.keys()[at];
    if (object instanceof EncodedKey encoded) {
      key.writeBytes(encoded.bytes(), 0, encoded.bytes().length);
    } else {
      keys.write(object, key);
    }
    values.write(
        cell == null ? columns.objects()[at] : cell.accumulator(columns.cells()[at]), value);
  }

  private Object number(long number) {
    return keys.equals(Codecs.LONG) ? (Object) number : (Object) (int) number;
  }

  /** Reads a key, or its identity, into a place of the columns. */
  void readKey(Input in, Columns columns, int at) {
    Object key = keys.read(in);
    if (numbers()) {
      columns.numbers()[at] = ((Number) key).longValue();
    } else {
      columns.keys()[at] = identities ? Codecs.identity(keys, key) : key;
      if (hashed) {
        columns.hashes()[at] = keys.hash(key);
      }
    }
  }

  /** Reads a value into a place of the columns. */
  void readValue(Input in, Columns columns, int at) {
    Object value = values.read(in);
    if (cell == null) {
      columns.objects()[at] = value;
    } else {
      columns.cells()[at] = cell.bits(value);
    }
  }
}
