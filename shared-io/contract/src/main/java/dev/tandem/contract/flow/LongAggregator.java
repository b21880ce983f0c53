package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;

/**
 * An aggregator whose accumulator is one {@code long}: the engines keep a primitive slot per key
 * and no box. The array forms exist so that it works wherever an {@link Aggregator} does.
 *
 * @param <V> the values
 */
public interface LongAggregator<V> extends Aggregator<V, long[], Long> {
  /** The accumulator of no values, neutral to {@link #combine}. */
  long zero();

  /** The accumulator with one more value. */
  long step(long acc, V value);

  /** The accumulator of both; associative and commutative. */
  long combine(long a, long b);

  @Override
  default long[] create() {
    return new long[] {zero()};
  }

  @Override
  default long[] add(long[] acc, V value) {
    acc[0] = step(acc[0], value);
    return acc;
  }

  @Override
  default long[] merge(long[] into, long[] from) {
    into[0] = combine(into[0], from[0]);
    return into;
  }

  @Override
  default Long finish(long[] acc) {
    return acc[0];
  }

  @Override
  default Codec<long[]> accumulatorCodec() {
    return SlotCodecs.LONG;
  }
}
