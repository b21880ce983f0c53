package dev.tandem.rdd.api;

/** A sum of whole numbers, and how many they were. */
public final class LongAccumulator extends SumAccumulator<Long> {
  private static final long serialVersionUID = 1L;

  private transient long sum;

  /** 0; to be registered at the context. */
  public LongAccumulator() {}

  @Override
  public LongAccumulator copy() {
    LongAccumulator copy = new LongAccumulator();
    copy.merge(this);
    return copy;
  }

  /** Adds a number. */
  public void add(long v) {
    sum += v;
    counted();
  }

  @Override
  void plus(Long amount) {
    sum += amount;
  }

  @Override
  void clear() {
    sum = 0;
  }

  @Override
  public Long value() {
    return sum;
  }

  /** The sum. */
  public long sum() {
    return sum;
  }
}
