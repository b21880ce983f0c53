package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Pair;
import dev.tandem.rdd.lineage.RddNode;
import java.util.Comparator;

/** An RDD of numbers: Spark's JavaDoubleRDD. */
public final class DoubleRdd extends SameKindRdd<Double, DoubleRdd> {
  DoubleRdd(RddContext context, RddNode node) {
    super(context, node);
  }

  @Override
  DoubleRdd wrap(RddNode other) {
    return new DoubleRdd(context, other);
  }

  /** Count, mean, variance, least and greatest, in one pass. */
  public StatCounter stats() {
    return Actions.aggregate(
        "stats", this, new StatCounter(), StatCounter::merge, StatCounter::merge);
  }

  /** The sum; 0 of nothing. */
  public double sum() {
    return Actions.aggregate("sum", this, 0.0, Double::sum, Double::sum);
  }

  /** As {@link #sumApprox(long, Double)}, with a confidence of 0.95. */
  public PartialResult<BoundedDouble> sumApprox(long timeout) {
    return sumApprox(timeout, Approximate.CONFIDENCE);
  }

  /** About the sum, as {@link #countApprox(long, double)} says. */
  public PartialResult<BoundedDouble> sumApprox(long timeout, Double confidence) {
    return new Approximate("sumApprox", this, timeout, confidence).sum();
  }

  /** As {@link #meanApprox(long, Double)}, with a confidence of 0.95. */
  public PartialResult<BoundedDouble> meanApprox(long timeout) {
    return meanApprox(timeout, Approximate.CONFIDENCE);
  }

  /** About the mean, as {@link #countApprox(long, double)} says. */
  public PartialResult<BoundedDouble> meanApprox(long timeout, Double confidence) {
    return new Approximate("meanApprox", this, timeout, confidence).mean();
  }

  /** The mean. */
  public double mean() {
    return stats().mean();
  }

  /**
   * The least number.
   *
   * @throws UnsupportedOperationException if there is none
   */
  public double min() {
    return min(Comparator.naturalOrder());
  }

  /**
   * The greatest number.
   *
   * @throws UnsupportedOperationException if there is none
   */
  public double max() {
    return max(Comparator.naturalOrder());
  }

  /** As {@link #popVariance}. */
  public double variance() {
    return stats().variance();
  }

  /** The variance of the numbers. */
  public double popVariance() {
    return stats().popVariance();
  }

  /** The variance of what the numbers were drawn from. */
  public double sampleVariance() {
    return stats().sampleVariance();
  }

  /** As {@link #popStdev}. */
  public double stdev() {
    return stats().stdev();
  }

  /** The standard deviation of the numbers. */
  public double popStdev() {
    return stats().popStdev();
  }

  /** The standard deviation of what the numbers were drawn from. */
  public double sampleStdev() {
    return stats().sampleStdev();
  }

  /**
   * A histogram of buckets of one width between the least and the greatest number.
   *
   * @param bucketCount how many; only one if all numbers are equal
   * @return the bounds, one more than buckets, and the counts
   * @throws UnsupportedOperationException if there is no number, or one is infinite or none
   */
  public Pair<double[], long[]> histogram(int bucketCount) {
    return Histogram.even(this, bucketCount);
  }

  /** A histogram. */
  public long[] histogram(double[] buckets) {
    return histogram(buckets, false);
  }

  /**
   * A histogram. A bucket has its lower bound and not its upper one, but the last one has both.
   *
   * @param buckets the bounds, ascending, at least two
   * @param evenBuckets whether all are of one width, which is faster
   */
  public long[] histogram(double[] buckets, boolean evenBuckets) {
    return Histogram.count(this, buckets, evenBuckets);
  }
}
