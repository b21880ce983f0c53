package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.DoubleAggregator;
import dev.tandem.contract.flow.LongAggregator;

/**
 * An accumulator that is one primitive, as 64 bits: tables and columns then hold {@code long}s,
 * whatever the primitive is.
 */
sealed interface Cell {
  /** How the accumulators of an aggregator become bits; null where they are objects. */
  @SuppressWarnings("unchecked") // the plan carries aggregators without their types
  static Cell of(Aggregator<?, ?, ?> aggregator) {
    if (aggregator instanceof LongAggregator<?> longs) {
      return new OfLong((LongAggregator<Object>) longs);
    }
    return aggregator instanceof DoubleAggregator<?> doubles
        ? new OfDouble((DoubleAggregator<Object>) doubles)
        : null;
  }

  /** The accumulator of no values. */
  long zero();

  /** The accumulator with one more value. */
  long step(long bits, Object value);

  /** The accumulator of both. */
  long combine(long a, long b);

  /** The accumulator as the object that codecs and aggregators know. */
  Object accumulator(long bits);

  /** The bits of such an object. */
  long bits(Object accumulator);

  /** A long is its bits. */
  record OfLong(LongAggregator<Object> aggregator) implements Cell {
    @Override
    public long zero() {
      return aggregator.zero();
    }

    @Override
    public long step(long bits, Object value) {
      return aggregator.step(bits, value);
    }

    @Override
    public long combine(long a, long b) {
      return aggregator.combine(a, b);
    }

    @Override
    public Object accumulator(long bits) {
      return new long[] {bits};
    }

    @Override
    public long bits(Object accumulator) {
      return ((long[]) accumulator)[0];
    }
  }

  /** The raw bits: a NaN stays the NaN that it is. */
  record OfDouble(DoubleAggregator<Object> aggregator) implements Cell {
    @Override
    public long zero() {
      return Double.doubleToRawLongBits(aggregator.zero());
    }

    @Override
    public long step(long bits, Object value) {
      return Double.doubleToRawLongBits(aggregator.step(Double.longBitsToDouble(bits), value));
    }

    @Override
    public long combine(long a, long b) {
      double sum = aggregator.combine(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
      return Double.doubleToRawLongBits(sum);
    }

    @Override
    public Object accumulator(long bits) {
      return new double[] {Double.longBitsToDouble(bits)};
    }

    @Override
    public long bits(Object accumulator) {
      return Double.doubleToRawLongBits(((double[]) accumulator)[0]);
    }
  }
}
