package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;

/**
 * An aggregator whose accumulator is one {@code double}: the engines keep a primitive slot per key
 * and no box. Sums of doubles depend on the order of addition in their last digits; a job that
 * prints them declares a tolerance.
 *
 * @param <V> the values
 */
public interface DoubleAggregator<V> extends Aggregator<V, double[], Double> {
  /** The accumulator of no values, neutral to {@link #combine}. */
  double zero();

  /** The accumulator with one more value. */
  double step(double acc, V value);

  /** The accumulator of both; associative and commutative up to rounding. */
  double combine(double a, double b);

  @Override
  default double[] create() {
    return new double[] {zero()};
  }

  @Override
  default double[] add(double[] acc, V value) {
    acc[0] = step(acc[0], value);
    return acc;
  }

  @Override
  default double[] merge(double[] into, double[] from) {
    into[0] = combine(into[0], from[0]);
    return into;
  }

  @Override
  default Double finish(double[] acc) {
    return acc[0];
  }

  @Override
  default Codec<double[]> accumulatorCodec() {
    return SlotCodecs.DOUBLE;
  }
}
