package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.flow.DoubleAggregator;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;

/** One double: as {@link LongFold}. */
final class DoubleFold extends SlotFold {
  private final DoubleAggregator<Object> aggregator;
  private final double zero;
  private final Input in = new Input();
  private double slot;

  DoubleFold(String step, DoubleAggregator<Object> aggregator) {
    super(step);
    this.aggregator = aggregator;
    this.zero = aggregator.zero();
  }

  @Override
  public void encode(Object value, Output out) {
    double first;
    try {
      first = aggregator.step(zero, value);
    } catch (RuntimeException e) {
      throw failed(step, e);
    }
    out.writeFixed64(Double.doubleToLongBits(first));
  }

  @Override
  public void merge(byte[] bytes, int from, int length) {
    in.reset(bytes, from, length);
    double other = Double.longBitsToDouble(in.readFixed64());
    try {
      slot = empty ? other : aggregator.combine(slot, other);
    } catch (RuntimeException e) {
      throw failed(step, e);
    }
    empty = false;
  }

  @Override
  public void write(Output out) {
    out.writeFixed64(Double.doubleToLongBits(slot));
  }

  @Override
  public Object accumulator() {
    return new double[] {slot};
  }
}
