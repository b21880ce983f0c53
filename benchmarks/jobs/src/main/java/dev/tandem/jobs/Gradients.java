package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;

/** Sums over labelled points: the label, 1 or -1, and the features. */
final class Gradients {
  private Gradients() {}

  /** The label times the product of weights and features. */
  static double margin(double[] weights, double[] point) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * point[i + 1];
    }
    return point[0] * sum;
  }

  /** ln(1 + exp(-margin)), also where the power is no double any more. */
  static double loss(double margin) {
    return Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
  }

  /** The sum of the gradients of the loss of each point. */
  record OfLoss(double[] weights) implements Aggregator<double[], double[], double[]> {
    @Override
    public double[] create() {
      return new double[weights.length];
    }

    @Override
    public double[] add(double[] sum, double[] point) {
      double slope = (1 / (1 + Math.exp(-margin(weights, point))) - 1) * point[0];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += slope * point[i + 1];
      }
      return sum;
    }

    @Override
    public double[] merge(double[] into, double[] from) {
      for (int i = 0; i < into.length; i++) {
        into[i] += from[i];
      }
      return into;
    }

    @Override
    public double[] finish(double[] sum) {
      return sum;
    }
  }
}
