package dev.tandem.mapreduce.shuffle;

import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;

/** One long: a value becomes a slot when it is emitted, and slots are combined as numbers. */
final class LongFold extends SlotFold {
  private final LongAggregator<Object> aggregator;
  private final long zero;
  private final Input in = new Input();
  private long slot;

  LongFold(String step, LongAggregator<Object> aggregator) {
    super(step);
    this.aggregator = aggregator;
    this.zero = aggregator.zero();
  }

  @Override
  public void encode(Object value, Output out) {
    long first;
    try {
      first = aggregator.step(zero, value);
    } catch (RuntimeException e) {
      throw failed(step, e);
    }
    out.writeVarLong(first);
  }

  @Override
  public void merge(byte[] bytes, int from, int length) {
    long other = read(bytes, from, length);
    try {
      slot = empty ? other : aggregator.combine(slot, other);
    } catch (RuntimeException e) {
      throw failed(step, e);
    }
    empty = false;
  }

  /** A number of one byte, the usual one, is decoded in place. */
  private long read(byte[] bytes, int from, int length) {
    int first = bytes[from] & 0xFF;
    if (first >= 0x40 && first < 0xC0) {
      return first - 0x80L;
    }
    in.reset(bytes, from, length);
    return in.readVarLong();
  }

  @Override
  public void write(Output out) {
    out.writeVarLong(slot);
  }

  @Override
  public Object accumulator() {
    return new long[] {slot};
  }
}
