package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A sample of the pairs of each key whose size is exact: a job counts the keys of each partition,
 * the driver draws how many each partition is to give, and each partition draws as many while its
 * pairs pass by (Knuth, The Art of Computer Programming 2, 3.4.2 S). Spark finds a threshold for
 * each key instead.
 */
final class ExactSample {
  /** Larger means are drawn in parts: what e to their negative is must be of full precision. */
  private static final double LARGEST_MEAN = 500;

  private ExactSample() {}

  static <K> RddNode of(
      PairRdd<K, ?> rdd, boolean withReplacement, Map<K, Double> fractions, long seed) {
    String verb = "sampleByKeyExact";
    Map<Object, Double> wanted = StratifiedSample.checked(verb, fractions, withReplacement);
    List<Tally<K>> counts = rdd.context.run(verb, rdd.node, Tally.counting(PairActions::<K>keyOf));
    Broadcast<List<List<Quota>>> quotas =
        rdd.context.broadcast(quotas(verb, counts, withReplacement, wanted, seed));
    PushedRdd.Function sample =
        (partition, parents, out) -> {
          SplittableRandom random = new SplittableRandom(seed + partition);
          KeyMap<Object, Quota> own = new KeyMap<>();
          quotas.value().get(partition).forEach(quota -> own.put(quota.key, quota.copy()));
          parents.push(
              0, (key, value) -> own.get(key).emit(withReplacement, random, key, value, out));
        };
    return StratifiedSample.node(verb, rdd, sample);
  }

  /** What each partition is to give of each key. */
  private static <K> List<List<Quota>> quotas(
      String verb,
      List<Tally<K>> counts,
      boolean withReplacement,
      Map<Object, Double> wanted,
      long seed) {
    KeyMap<Object, Double> fractions = StratifiedSample.byKey(wanted);
    List<List<Quota>> byPartition = new ArrayList<>();
    KeyMap<Object, List<Quota>> byKey = new KeyMap<>();
    for (Tally<K> tally : counts) {
      List<Quota> quotas = new ArrayList<>();
      tally.forEach((key, times) -> quotas.add(new Quota(key, times)));
      quotas.forEach(
          quota -> byKey.merge(quota.key, new ArrayList<>(List.of(quota)), ExactSample::together));
      byPartition.add(quotas);
    }
    byKey.forEach(
        (key, all) ->
            deal(
                all,
                StratifiedSample.fractionOf(verb, key, fractions),
                withReplacement,
                new SplittableRandom(seed ^ Codecs.keyDynamic().hash(key))));
    return byPartition;
  }

  private static List<Quota> together(List<Quota> all, List<Quota> more) {
    all.addAll(more);
    return all;
  }

  /** Draws the partition of each pair of the sample. */
  private static void deal(
      List<Quota> partitions, double fraction, boolean withReplacement, SplittableRandom random) {
    long all = partitions.stream().mapToLong(quota -> quota.left).sum();
    Lots pairs = new Lots(partitions.stream().mapToLong(quota -> quota.left).toArray());
    long sample = (long) Math.ceil(fraction * all);
    for (long drawn = 0; drawn < sample; drawn++) {
      int partition = pairs.urnOf(random.nextLong(withReplacement ? all : all - drawn));
      partitions.get(partition).wanted++;
      if (!withReplacement) {
        pairs.take(partition);
      }
    }
  }

  /** How many pairs of a key are still to come in a partition, and how many of them to draw. */
  private static final class Quota implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Object key;
    private long left;
    private long wanted;

    Quota(Object key, long left) {
      this.key = key;
      this.left = left;
    }

    Quota copy() {
      Quota copy = new Quota(key, left);
      copy.wanted = wanted;
      return copy;
    }

    void emit(
        boolean withReplacement, SplittableRandom random, Object key, Object value, Collector out) {
      long times = withReplacement ? binomial(wanted, left, random) : chosen(random);
      left--;
      wanted -= times;
      for (long i = 0; i < times; i++) {
        out.emit(key, value);
      }
    }

    private long chosen(SplittableRandom random) {
      return random.nextDouble() * left < wanted ? 1 : 0;
    }

    /** How many of {@code draws} fall on this pair of those that are left. */
    private static long binomial(long draws, long left, SplittableRandom random) {
      if (left == 1) {
        return draws;
      }
      if ((double) draws / left > LARGEST_MEAN) {
        return binomial(draws / 2, left, random) + binomial(draws - draws / 2, left, random);
      }
      double odds = 1.0 / (left - 1);
      double point = Math.exp(draws * Math.log1p(-1.0 / left));
      long times = 0;
      for (double rest = random.nextDouble() - point; rest >= 0 && times < draws; rest -= point) {
        point *= (draws - times) * odds / (times + 1);
        times++;
      }
      return times;
    }
  }
}
