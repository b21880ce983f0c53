package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.Dependency;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

/** A sample of the pairs of each key. Every partition has a generator of its own. */
final class StratifiedSample {
  /** What e to its negative is still a number of full precision. */
  private static final double LARGEST_MEAN = 500;

  private StratifiedSample() {}

  static <K> RddNode of(
      PairRdd<K, ?> rdd, boolean withReplacement, Map<K, Double> fractions, long seed) {
    Map<Object, Double> wanted = new HashMap<>(fractions);
    wanted.forEach((key, fraction) -> check(key, fraction, withReplacement));
    PushedRdd.Function sample =
        (partition, parents, out) -> {
          Random random = new Random(seed + partition);
          parents.push(
              0,
              (key, value) -> {
                double fraction = fractionOf(key, wanted);
                int times =
                    withReplacement
                        ? poisson(fraction, random)
                        : random.nextDouble() < fraction ? 1 : 0;
                for (int i = 0; i < times; i++) {
                  out.emit(key, value);
                }
              });
        };
    return rdd.context
        .lineages()
        .pushed(
            "sampleByKey",
            List.of(new Dependency.OneToOne(rdd.node)),
            rdd.node::partitions,
            sample,
            rdd.node.partitioning(),
            rdd.node.operation().shape());
  }

  private static void check(Object key, double fraction, boolean withReplacement) {
    if (!(fraction >= 0) || !withReplacement && fraction > 1) {
      throw new IllegalArgumentException(
          "sampleByKey: the fraction of " + key + " is " + fraction + ", it must be 0 to 1");
    }
  }

  private static double fractionOf(Object key, Map<Object, Double> fractions) {
    Double fraction = fractions.get(key);
    if (fraction == null) {
      throw new NoSuchElementException("sampleByKey: no fraction is given for the key " + key);
    }
    return fraction;
  }

  /** Knuth, The Art of Computer Programming 2, 3.4.1 F; large means in parts. */
  private static int poisson(double mean, Random random) {
    if (mean > LARGEST_MEAN) {
      return poisson(LARGEST_MEAN, random) + poisson(mean - LARGEST_MEAN, random);
    }
    double limit = Math.exp(-mean);
    int times = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      times++;
    }
    return times;
  }
}
