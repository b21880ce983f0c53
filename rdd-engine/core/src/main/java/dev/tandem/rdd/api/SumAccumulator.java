package dev.tandem.rdd.api;

/**
 * A sum of numbers, and how many they were.
 *
 * @param <N> the numbers
 */
abstract class SumAccumulator<N extends Number> extends Accumulator<N, N> {
  private static final long serialVersionUID = 1L;

  private transient long count;

  /** Adds to the sum. */
  abstract void plus(N amount);

  /** Makes the sum 0. */
  abstract void clear();

  /** A number was added. */
  final void counted() {
    count++;
  }

  @Override
  public boolean isZero() {
    return count == 0 && value().doubleValue() == 0;
  }

  @Override
  public void reset() {
    clear();
    count = 0;
  }

  @Override
  public void add(N v) {
    plus(v);
    counted();
  }

  @Override
  public void merge(Accumulator<N, N> other) {
    plus(other.value());
    count += ((SumAccumulator<N>) other).count;
  }

  /** How many numbers were added. */
  public long count() {
    return count;
  }

  /** The mean; not a number for nothing. */
  public double avg() {
    return value().doubleValue() / count;
  }
}
