package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codecs;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * A sample of the pairs of each key whose size is exact, as Spark's StratifiedSamplingUtils takes
 * it (Meng, "Scalable simple random sampling and stratified sampling", ICML 2013). One job counts
 * the pairs of each key. In a second one every pair draws a number: those below a bound are in the
 * sample almost surely, those above another one almost surely are not, and of the few between them
 * the numbers are handed to the driver. There the threshold is found behind which as many are in as
 * are wanted. The sample itself draws the same numbers again and compares them with the threshold.
 *
 * <p>Where the bounds were wrong Spark's sample is not exact; here the key draws again.
 */
final class ExactSample {
  private static final String VERB = "sampleByKeyExact";

  private ExactSample() {}

  static <K> RddNode of(
      PairRdd<K, ?> rdd, boolean withReplacement, Map<K, Double> fractions, long seed) {
    Map<Object, Double> wanted = StratifiedSample.checked(VERB, fractions, withReplacement);
    Map<Object, Stratum> open = new HashMap<>();
    count(rdd)
        .forEach(
            (key, size) ->
                open.put(
                    key,
                    Stratum.of(
                        size,
                        (long) Math.ceil(StratifiedSample.fractionOf(VERB, key, wanted) * size),
                        withReplacement,
                        seed ^ Codecs.keyDynamic().hash(key))));
    Broadcast<Map<Object, Stratum>> strata = rdd.context.broadcast(decided(rdd, open));
    PushedRdd.Function sample =
        (partition, parents, out) -> {
          Generators generators = new Generators(strata.value(), partition);
          parents.push(
              0,
              (key, value) -> {
                for (long times = generators.times(key); times > 0; times--) {
                  out.emit(key, value);
                }
              });
        };
    return StratifiedSample.node(VERB, rdd, sample);
  }

  private static <K> Map<Object, Long> count(PairRdd<K, ?> rdd) {
    Map<Object, Long> sizes = new HashMap<>();
    for (Tally<K> tally : rdd.context.run(VERB, rdd.node, Tally.counting(PairActions::<K>keyOf))) {
      tally.forEach((key, times) -> sizes.merge(key, times, Long::sum));
    }
    return sizes;
  }

  /** Draws until every key has its threshold: hardly ever more than once. */
  private static Map<Object, Stratum> decided(PairRdd<?, ?> rdd, Map<Object, Stratum> first) {
    Map<Object, Stratum> decided = new HashMap<>();
    Map<Object, Stratum> open = first;
    while (!open.isEmpty()) {
      Map<Object, Stratum> again = new HashMap<>();
      Map<Object, Drawn> drawn = draw(rdd, open);
      open.forEach(
          (key, stratum) -> {
            Stratum found = stratum.decide(drawn.get(key));
            (found.isDecided() ? decided : again).put(key, found);
          });
      open = again;
    }
    return decided;
  }

  private static Map<Object, Drawn> draw(PairRdd<?, ?> rdd, Map<Object, Stratum> open) {
    List<Map<Object, Drawn>> parts =
        rdd.context.run(
            VERB,
            rdd.node,
            (node, partition, context) -> {
              Generators generators = new Generators(open, partition);
              Map<Object, Drawn> drawn = new HashMap<>();
              node.push(
                  partition,
                  context,
                  (key, value) -> {
                    if (open.containsKey(key)) {
                      generators.draw(key, drawn.computeIfAbsent(key, first -> new Drawn()));
                    }
                  });
              return drawn;
            });
    Map<Object, Drawn> all = new HashMap<>();
    parts.forEach(part -> part.forEach((key, drawn) -> all.merge(key, drawn, Drawn::plus)));
    return all;
  }

  /** What the pairs of a key have drawn: how many are in, and the numbers of those that may be. */
  static final class Drawn {
    private final List<Double> waiting = new ArrayList<>();
    private long accepted;

    void accept(long times) {
      accepted += times;
    }

    void await(double number) {
      waiting.add(number);
    }

    Drawn plus(Drawn other) {
      accepted += other.accepted;
      waiting.addAll(other.waiting);
      return this;
    }
  }

  /** The generators of one partition: one for each key, so that keys do not depend on others. */
  private static final class Generators {
    private final Map<Object, Stratum> strata;
    private final int partition;
    private final Map<Object, SplittableRandom> randoms = new HashMap<>();

    Generators(Map<Object, Stratum> strata, int partition) {
      this.strata = strata;
      this.partition = partition;
    }

    private SplittableRandom of(Object key, Stratum stratum) {
      return randoms.computeIfAbsent(
          key, first -> new SplittableRandom(stratum.seed() + partition));
    }

    void draw(Object key, Drawn drawn) {
      Stratum stratum = strata.get(key);
      drawn.accept(stratum.draw(of(key, stratum), drawn::await));
    }

    /** How often the next pair of a key is in the sample. */
    long times(Object key) {
      Stratum stratum = strata.get(key);
      long[] chosen = {0};
      long sure =
          stratum.draw(
              of(key, stratum), number -> chosen[0] += number <= stratum.threshold() ? 1 : 0);
      return sure + chosen[0];
    }
  }

  /**
   * How the pairs of one key are drawn.
   *
   * @param size how many there are
   * @param wanted how many of them
   * @param sure what is drawn below is in; with replacement the mean of how often a pair is
   * @param maybe what is drawn below this waits for the threshold; with replacement the mean of
   *     both
   * @param seed of its generators
   * @param threshold of those that wait the largest number that is in; not a number if it is open
   */
  record Stratum(
      long size,
      long wanted,
      boolean withReplacement,
      double sure,
      double maybe,
      long seed,
      double threshold)
      implements Serializable {
    static Stratum of(long size, long wanted, boolean withReplacement, long seed) {
      double sure = Sampled.leastRate(wanted, size, withReplacement);
      double maybe = Sampled.mostRate(wanted, size, withReplacement);
      return new Stratum(
          size,
          wanted,
          withReplacement,
          sure,
          maybe,
          new SplittableRandom(seed).nextLong(),
          Double.NaN);
    }

    boolean isDecided() {
      return !Double.isNaN(threshold);
    }

    /** Draws for one pair: how often it is in, and what waits. */
    private long draw(SplittableRandom random, DoubleConsumer waiting) {
      if (withReplacement) {
        long times = StratifiedSample.poisson(sure, random);
        for (int waits = StratifiedSample.poisson(maybe - sure, random); waits > 0; waits--) {
          waiting.accept(random.nextDouble());
        }
        return times;
      }
      double number = random.nextDouble();
      if (number >= sure && number < maybe) {
        waiting.accept(number);
      }
      return number < sure ? 1 : 0;
    }

    /** The same with its threshold; or with other numbers to be drawn, where there can be none. */
    Stratum decide(Drawn drawn) {
      List<Double> waiting = drawn.waiting;
      Collections.sort(waiting);
      long missing = wanted - drawn.accepted;
      if (missing < 0 || missing > waiting.size()) {
        return of(size, wanted, withReplacement, seed);
      }
      int last = (int) missing - 1;
      double found = missing == 0 ? -1 : waiting.get(last);
      boolean tie = missing < waiting.size() && waiting.get(last + 1) == found;
      return tie
          ? of(size, wanted, withReplacement, seed)
          : new Stratum(size, wanted, withReplacement, sure, maybe, seed, found);
    }
  }
}
