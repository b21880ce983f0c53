package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.Dependency;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * A sample of the pairs of each key. Every partition has a generator of its own, one whose first
 * numbers are not alike for seeds that are neighbours, as those of {@link java.util.Random} are.
 */
final class StratifiedSample {
  /** What e to its negative is still a number of full precision. */
  private static final double LARGEST_MEAN = 500;

  private StratifiedSample() {}

  static <K> RddNode of(
      PairRdd<K, ?> rdd, boolean withReplacement, Map<K, Double> fractions, long seed) {
    String verb = "sampleByKey";
    Map<Object, Double> wanted = checked(verb, fractions, withReplacement);
    PushedRdd.Function sample =
        (partition, parents, out) -> {
          SplittableRandom random = new SplittableRandom(seed + partition);
          KeyMap<Object, Double> byKey = byKey(wanted);
          parents.push(
              0,
              (key, value) -> {
                double fraction = fractionOf(verb, key, byKey);
                int times =
                    withReplacement
                        ? poisson(fraction, random)
                        : random.nextDouble() < fraction ? 1 : 0;
                for (int i = 0; i < times; i++) {
                  out.emit(key, value);
                }
              });
        };
    return node(verb, rdd, sample);
  }

  /** What samples the pairs of an RDD, which stay where they are. */
  static RddNode node(String verb, PairRdd<?, ?> rdd, PushedRdd.Function sample) {
    return rdd.context
        .lineages()
        .pushed(
            verb,
            List.of(new Dependency.OneToOne(rdd.node)),
            rdd.node::partitions,
            sample,
            rdd.node.partitioning(),
            rdd.node.operation().shape());
  }

  /**
   * @throws IllegalArgumentException if a fraction cannot be drawn
   */
  static Map<Object, Double> checked(
      String verb, Map<?, Double> fractions, boolean withReplacement) {
    fractions.forEach((key, fraction) -> check(verb, key, fraction, withReplacement));
    return new HashMap<>(fractions);
  }

  private static void check(String verb, Object key, double fraction, boolean withReplacement) {
    if (!(fraction >= 0 && fraction <= (withReplacement ? Sampled.MOST : 1))) {
      throw new IllegalArgumentException(
          verb
              + ": the fraction of "
              + key
              + " is "
              + fraction
              + ", it must be "
              + (withReplacement ? "0 to 1e9" : "0 to 1"));
    }
  }

  /** Not made before: what tells keys apart cannot be a part of a function. */
  static KeyMap<Object, Double> byKey(Map<Object, Double> fractions) {
    KeyMap<Object, Double> byKey = new KeyMap<>();
    fractions.forEach(byKey::put);
    return byKey;
  }

  static double fractionOf(String verb, Object key, KeyMap<Object, Double> fractions) {
    Double fraction = fractions.get(key);
    if (fraction == null) {
      throw new NoSuchElementException(verb + ": no fraction is given for the key " + key);
    }
    return fraction;
  }

  /** Knuth, The Art of Computer Programming 2, 3.4.1 F; large means in parts. */
  private static int poisson(double mean, SplittableRandom random) {
    int times = 0;
    double left = mean;
    for (; left > LARGEST_MEAN; left -= LARGEST_MEAN) {
      times += small(LARGEST_MEAN, random);
    }
    return times + small(left, random);
  }

  private static int small(double mean, SplittableRandom random) {
    double limit = Math.exp(-mean);
    int times = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      times++;
    }
    return times;
  }
}
