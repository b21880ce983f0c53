package dev.tandem.rdd.api;

import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Samples and random splits, and the samples of a size that are an action. */
final class Sampled {
  /** How sure it is that no split or sample falls short: Spark's SamplingUtils. */
  private static final double SHORTFALL = 1e-4;

  private static final double LEAST_RATE = 1e-10;

  /** How far above 1 a fraction may come to be by rounding: as far as for Spark's samplers. */
  private static final double ROUNDED = 1e-6;

  /** Of how often a record may be drawn on average: beyond that nothing would ever end. */
  static final double MOST = 1e9;

  private Sampled() {}

  /** Makes the sampler of a partition. */
  private interface Samplers extends Serializable {
    Sampler of(int partition);
  }

  static RddNode sample(RddLike<?> rdd, boolean withReplacement, double fraction, long seed) {
    if (!(fraction >= 0 && fraction <= MOST)) {
      throw new IllegalArgumentException(
          "Fraction must be nonnegative and at most 1e9, but got " + fraction);
    }
    if (!withReplacement && fraction > 1 + ROUNDED) {
      throw new IllegalArgumentException(
          "Sampling fraction (" + fraction + ") must be on interval [0, 1] without replacement");
    }
    return sampled(
        "sample",
        rdd,
        withReplacement
            ? partition -> Sampler.poisson(fraction, Sampler.seedOf(seed, partition))
            : partition -> Sampler.bernoulli(fraction, Sampler.seedOf(seed, partition)));
  }

  static List<RddNode> split(RddLike<?> rdd, double[] weights, long seed) {
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("Weights must be nonnegative, but got " + weight);
      }
      sum += weight;
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Sum of weights must be positive and finite");
    }
    List<RddNode> splits = new ArrayList<>();
    double from = 0;
    for (double weight : weights) {
      double begin = from;
      double end = begin + weight / sum;
      splits.add(
          sampled("randomSplit", rdd, partition -> Sampler.between(begin, end, seed + partition)));
      from = end;
    }
    return splits;
  }

  private static RddNode sampled(String verb, RddLike<?> rdd, Samplers samplers) {
    PushedRdd.Function function =
        (partition, parents, out) -> parents.push(0, repeating(samplers.of(partition), out));
    return rdd.context
        .lineages()
        .pushed(
            verb,
            List.of(new OneToOne(rdd.node)),
            rdd.node::partitions,
            function,
            rdd.node.partitioning(),
            rdd.shape());
  }

  private static Collector repeating(Sampler sampler, Collector out) {
    return (key, value) -> {
      for (int times = sampler.sample(); times > 0; times--) {
        out.emit(key, value);
      }
    };
  }

  /** Spark's takeSample: samples until there are enough records, then shuffles and cuts. */
  static <T> List<T> take(RddActions<T> rdd, boolean withReplacement, int num, long seed) {
    if (num < 0) {
      throw new IllegalArgumentException("Negative number of elements requested");
    }
    long all = num == 0 ? 0 : rdd.count();
    if (all == 0) {
      return List.of();
    }
    Random random = new Random(seed);
    if (!withReplacement && num >= all) {
      return shuffled(rdd.collect(), random);
    }
    double fraction = fraction(num, all, withReplacement);
    List<T> samples;
    do {
      RddNode sample = sample((RddLike<T>) rdd, withReplacement, fraction, random.nextInt());
      samples = Actions.collect("takeSample", rdd.context, sample, rdd.form);
    } while (samples.size() < num);
    return List.copyOf(shuffled(samples, random).subList(0, num));
  }

  /** A rate at which a sample is almost never too small. */
  private static double fraction(int num, long all, boolean withReplacement) {
    if (withReplacement) {
      double deviations = num < 6 ? 12 : num < 16 ? 9 : 6;
      return Math.max(num + deviations * Math.sqrt(num), LEAST_RATE) / all;
    }
    double rate = (double) num / all;
    double gamma = -Math.log(SHORTFALL) / all;
    double upper = rate + gamma + Math.sqrt(gamma * gamma + 2 * gamma * rate);
    return Math.min(1, Math.max(LEAST_RATE, upper));
  }

  private static <T> List<T> shuffled(List<T> records, Random random) {
    List<T> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
