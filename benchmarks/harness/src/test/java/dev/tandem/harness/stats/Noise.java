package dev.tandem.harness.stats;

import java.util.Random;

/** Times as they are: JVMs that differ by some 5 %, and three times in each that differ by 1 %. */
final class Noise {
  private Noise() {}

  static double[][] forks(Random random, int count, double level) {
    double[][] forks = new double[count][3];
    for (double[] fork : forks) {
      double jvm = level * (1 + 0.05 * random.nextGaussian());
      for (int i = 0; i < fork.length; i++) {
        fork[i] = jvm * (1 + 0.01 * random.nextGaussian());
      }
    }
    return forks;
  }
}
