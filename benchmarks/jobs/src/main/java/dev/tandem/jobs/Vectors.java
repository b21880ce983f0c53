package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;

/** Points as arrays of coordinates. */
final class Vectors {
  /** Two coordinates are the same if they differ by no more than this part of the larger one. */
  private static final double UNCHANGED = 1e-12;

  private Vectors() {}

  /** The square of the distance of two points. */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** The difference, by coordinate. */
  static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** The number of the nearest centre; the lowest one of several. */
  static int nearest(double[][] centres, double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centres.length; i++) {
      double distance = distance(centres[i], point);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** Whether a coordinate has moved. */
  static boolean differ(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      for (int j = 0; j < from[i].length; j++) {
        double larger = Math.max(Math.abs(from[i][j]), Math.abs(to[i][j]));
        if (Math.abs(from[i][j] - to[i][j]) > UNCHANGED * larger) {
          return true;
        }
      }
    }
    return false;
  }

  /** The mean of points; the last slot of the accumulator counts them. */
  record Mean(int dimensions) implements Aggregator<double[], double[], double[]> {
    @Override
    public double[] create() {
      return new double[dimensions + 1];
    }

    @Override
    public double[] add(double[] sum, double[] point) {
      for (int i = 0; i < dimensions; i++) {
        sum[i] += point[i];
      }
      sum[dimensions]++;
      return sum;
    }

    @Override
    public double[] merge(double[] into, double[] from) {
      for (int i = 0; i <= dimensions; i++) {
        into[i] += from[i];
      }
      return into;
    }

    @Override
    public double[] finish(double[] sum) {
      double[] mean = new double[dimensions];
      for (int i = 0; i < dimensions; i++) {
        mean[i] = sum[i] / sum[dimensions];
      }
      return mean;
    }
  }

  /** How many numbers, and their sum. */
  record CountAndSum() implements Aggregator<Double, double[], double[]> {
    @Override
    public double[] create() {
      return new double[2];
    }

    @Override
    public double[] add(double[] total, Double number) {
      total[0]++;
      total[1] += number;
      return total;
    }

    @Override
    public double[] merge(double[] into, double[] from) {
      into[0] += from[0];
      into[1] += from[1];
      return into;
    }

    @Override
    public double[] finish(double[] total) {
      return total;
    }
  }
}
