package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;

/**
 * The aggregate of a whole bag, which exists even if the bag is empty. A seed that stands for no
 * value joins the records, so that there is always a group; this wrapper skips it.
 */
final class Seeded {
  private Seeded() {}

  @SuppressWarnings("unchecked")
  static <V, A, R> Aggregator<Object, A, R> skipping(Aggregator<V, A, R> inner) {
    if (inner instanceof LongAggregator<?>) {
      return (Aggregator<Object, A, R>)
          (Aggregator<?, ?, ?>) new OfLong<>((LongAggregator<V>) (Object) inner);
    }
    if (inner instanceof DoubleAggregator<?>) {
      return (Aggregator<Object, A, R>)
          (Aggregator<?, ?, ?>) new OfDouble<>((DoubleAggregator<V>) (Object) inner);
    }
    return new Of<>(inner);
  }

  private record Of<V, A, R>(Aggregator<V, A, R> inner) implements Aggregator<Object, A, R> {
    @Override
    public A create() {
      return inner.create();
    }

    @Override
    @SuppressWarnings("unchecked")
    public A add(A acc, Object value) {
      return value == Seed.NO_VALUE ? acc : inner.add(acc, (V) value);
    }

    @Override
    public A merge(A into, A from) {
      return inner.merge(into, from);
    }

    @Override
    public R finish(A acc) {
      return inner.finish(acc);
    }

    @Override
    public Codec<A> accumulatorCodec() {
      return inner.accumulatorCodec();
    }
  }

  private record OfLong<V>(LongAggregator<V> inner) implements LongAggregator<Object> {
    @Override
    public long zero() {
      return inner.zero();
    }

    @Override
    @SuppressWarnings("unchecked")
    public long step(long acc, Object value) {
      return value == Seed.NO_VALUE ? acc : inner.step(acc, (V) value);
    }

    @Override
    public long combine(long a, long b) {
      return inner.combine(a, b);
    }

    @Override
    public Long finish(long[] acc) {
      return inner.finish(acc);
    }
  }

  private record OfDouble<V>(DoubleAggregator<V> inner) implements DoubleAggregator<Object> {
    @Override
    public double zero() {
      return inner.zero();
    }

    @Override
    @SuppressWarnings("unchecked")
    public double step(double acc, Object value) {
      return value == Seed.NO_VALUE ? acc : inner.step(acc, (V) value);
    }

    @Override
    public double combine(double a, double b) {
      return inner.combine(a, b);
    }

    @Override
    public Double finish(double[] acc) {
      return inner.finish(acc);
    }
  }
}
