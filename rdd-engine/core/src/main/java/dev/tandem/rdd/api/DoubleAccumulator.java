package dev.tandem.rdd.api;

/** A sum of numbers, and how many they were. */
public final class DoubleAccumulator extends Accumulator<Double, Double> {
  private static final long serialVersionUID = 1L;

  private transient double sum;
  private transient long count;

  /** 0; to be registered at the context. */
  public DoubleAccumulator() {}

  @Override
  public boolean isZero() {
    return sum == 0 && count == 0;
  }

  @Override
  public DoubleAccumulator copy() {
    DoubleAccumulator copy = new DoubleAccumulator();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public void add(Double v) {
    add(v.doubleValue());
  }

  /** Adds a number. */
  public void add(double v) {
    sum += v;
    count++;
  }

  @Override
  public void merge(Accumulator<Double, Double> other) {
    DoubleAccumulator that = (DoubleAccumulator) other;
    sum += that.sum;
    count += that.count;
  }

  @Override
  public Double value() {
    return sum;
  }

  /** The sum. */
  public double sum() {
    return sum;
  }

  /** How many numbers were added. */
  public long count() {
    return count;
  }

  /** The mean; not a number for nothing. */
  public double avg() {
    return sum / count;
  }
}
