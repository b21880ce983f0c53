package dev.tandem.rdd.api;

/** A sum of whole numbers, and how many they were. */
public final class LongAccumulator extends Accumulator<Long, Long> {
  private static final long serialVersionUID = 1L;

  private transient long sum;
  private transient long count;

  /** 0; to be registered at the context. */
  public LongAccumulator() {}

  @Override
  public boolean isZero() {
    return sum == 0 && count == 0;
  }

  @Override
  public LongAccumulator copy() {
    LongAccumulator copy = new LongAccumulator();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public void add(Long v) {
    add(v.longValue());
  }

  /** Adds a number. */
  public void add(long v) {
    sum += v;
    count++;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    LongAccumulator that = (LongAccumulator) other;
    sum += that.sum;
    count += that.count;
  }

  @Override
  public Long value() {
    return sum;
  }

  /** The sum. */
  public long sum() {
    return sum;
  }

  /** How many numbers were added. */
  public long count() {
    return count;
  }

  /** The mean; not a number for nothing. */
  public double avg() {
    return (double) sum / count;
  }
}
