package dev.tandem.rdd.api;

/** A sum of numbers, and how many they were. */
public final class DoubleAccumulator extends SumAccumulator<Double> {
  private static final long serialVersionUID = 1L;

  private transient double sum;

  /** 0; to be registered at the context. */
  public DoubleAccumulator() {}

  @Override
  public DoubleAccumulator copy() {
    DoubleAccumulator copy = new DoubleAccumulator();
    copy.merge(this);
    return copy;
  }

  /** Adds a number. */
  public void add(double v) {
    sum += v;
    counted();
  }

  @Override
  void plus(Double amount) {
    sum += amount;
  }

  @Override
  void clear() {
    sum = 0;
  }

  @Override
  public Double value() {
    return sum;
  }

  /** The sum. */
  public double sum() {
    return sum;
  }
}
