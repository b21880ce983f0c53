package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Pair;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * How many numbers fall between bounds: Spark's histograms. Each bucket has its lower bound and not
 * its upper one, but the last one has both; what is outside, and what is not a number, is not
 * counted.
 */
final class Histogram {
  private Histogram() {}

  /** Buckets of one width from the least number to the greatest. */
  static Pair<double[], long[]> even(DoubleRdd rdd, int count) {
    double[] least = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double[] bounds =
        rdd.aggregate(
            least,
            (range, x) -> new double[] {Math.min(range[0], x), Math.max(range[1], x)},
            (one, two) -> new double[] {Math.min(one[0], two[0]), Math.max(one[1], two[1])});
    double min = bounds[0];
    double max = bounds[1];
    if (!Double.isFinite(min) || !Double.isFinite(max)) {
      throw new UnsupportedOperationException(
          "Histogram on either an empty RDD or RDD containing +/-infinity or NaN");
    }
    double[] buckets = min == max ? new double[] {min, min} : range(min, max, count);
    return new Pair<>(buckets, count(rdd, buckets, true));
  }

  private static double[] range(double min, double max, int steps) {
    double[] bounds = new double[Math.max(0, steps) + 1];
    for (int i = 0; i < steps; i++) {
      bounds[i] = min + i * (max - min) / steps;
    }
    bounds[bounds.length - 1] = max;
    return bounds;
  }

  /**
   * @param even whether all buckets are of one width, so that one is found by a division
   */
  static long[] count(DoubleRdd rdd, double[] buckets, boolean even) {
    if (buckets.length < 2) {
      throw new IllegalArgumentException("buckets array must have at least two elements");
    }
    if (rdd.getNumPartitions() == 0) {
      return new long[buckets.length - 1];
    }
    double[] bounds = buckets.clone();
    List<long[]> parts =
        Actions.collect(
            "histogram",
            rdd.context,
            rdd.eachPartition(
                    "histogram",
                    (index, numbers) -> {
                      long[] counts = new long[bounds.length - 1];
                      count(numbers, bounds, even, counts);
                      return Collections.singletonList(counts).iterator();
                    })
                .node,
            Form.RECORDS);
    long[] all = new long[buckets.length - 1];
    parts.forEach(part -> Arrays.setAll(all, i -> all[i] + part[i]));
    return all;
  }

  private static void count(
      Iterator<Double> numbers, double[] bounds, boolean even, long[] counts) {
    while (numbers.hasNext()) {
      double number = numbers.next();
      int bucket = even ? byWidth(number, bounds) : bySearch(number, bounds);
      if (bucket >= 0) {
        counts[bucket]++;
      }
    }
  }

  private static int byWidth(double number, double[] bounds) {
    double min = bounds[0];
    double max = bounds[bounds.length - 1];
    int count = bounds.length - 1;
    if (Double.isNaN(number) || number < min || number > max) {
      return -1;
    }
    return Math.min((int) ((number - min) / (max - min) * count), count - 1);
  }

  private static int bySearch(double number, double[] bounds) {
    int place = Arrays.binarySearch(bounds, number);
    if (place < 0) {
      int insertion = -place - 1;
      return insertion > 0 && insertion < bounds.length ? insertion - 1 : -1;
    }
    return Math.min(place, bounds.length - 2);
  }
}
