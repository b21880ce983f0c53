package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.DoubleAggregator;
import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.rdd.lineage.KeyGrouping;

/**
 * What the records of one shuffle look like in columns and in files.
 *
 * @param keys the codec of the keys
 * @param values the codec of values or accumulators
 * @param kind the columns' kind
 * @param identities whether the columns hold the keys' identities
 */
public record ShuffleForm(Codec<Object> keys, Codec<Object> values, Kind kind, boolean identities) {
  /** What a column of values is. */
  public enum Kind {
    /** Values or accumulator objects. */
    OBJECTS,
    /** Primitive accumulators. */
    LONGS,
    /** Primitive accumulators. */
    DOUBLES
  }

  /** The form of what one input of a grouping publishes. */
  public static ShuffleForm of(KeyGrouping grouping, int input) {
    boolean combines = grouping.combines();
    Kind kind = combines ? kind(grouping.operation().combiner().original()) : Kind.OBJECTS;
    return new ShuffleForm(grouping.keys(), grouping.values(input), kind, combines);
  }

  private static Kind kind(Aggregator<?, ?, ?> aggregator) {
    if (aggregator instanceof LongAggregator<?>) {
      return Kind.LONGS;
    }
    return aggregator instanceof DoubleAggregator<?> ? Kind.DOUBLES : Kind.OBJECTS;
  }

  /** An empty column for this many values. */
  Object newColumn(int size) {
    return switch (kind) {
      case OBJECTS -> new Object[size];
      case LONGS -> new long[size];
      case DOUBLES -> new double[size];
    };
  }

  /** Appends the key at a place of a column. */
  void writeKey(Object key, Output out) {
    if (key instanceof EncodedKey encoded) {
      out.writeBytes(encoded.bytes(), 0, encoded.bytes().length);
    } else {
      keys.write(key, out);
    }
  }

  /** Appends the value at a place of a column. */
  void writeValue(Object column, int at, Output out) {
    switch (kind) {
      case OBJECTS -> values.write(((Object[]) column)[at], out);
      case LONGS -> values.write(new long[] {((long[]) column)[at]}, out);
      case DOUBLES -> values.write(new double[] {((double[]) column)[at]}, out);
    }
  }

  /** Reads a key, or its identity, into a place of the columns. */
  void readKey(Input in, Columns columns, int at) {
    Object key = keys.read(in);
    columns.keys()[at] = identities ? Codecs.identity(keys, key) : key;
    columns.hashes()[at] = keys.hash(key);
  }

  /** Reads a value into a place of a column. */
  void readValue(Input in, Object column, int at) {
    Object value = values.read(in);
    switch (kind) {
      case OBJECTS -> ((Object[]) column)[at] = value;
      case LONGS -> ((long[]) column)[at] = ((long[]) value)[0];
      case DOUBLES -> ((double[]) column)[at] = ((double[]) value)[0];
    }
  }
}
