package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Samples the bounds of a {@link RangePartitioner}, by the rule of Spark's: a reservoir for each
 * partition of three times its share; the keys of partitions that would have needed a larger one
 * are sampled again, each with the probability that all keys should have had; every sampled key
 * weighs as many keys as it stands for; a bound is set where the weights add up to one more part.
 *
 * <p>Reservoirs: Vitter, "Random sampling with a reservoir", 1985, algorithm R. Seeds, generator
 * and the order of drawing are Spark's, from the partition and the number of the RDD: where
 * partitions and numbers are those of Spark's program, so are the bounds.
 */
final class RangeSample {
  private static final double MOST_SAMPLES = 1e6;
  private static final double OVERSAMPLING = 3;

  private final String verb;
  private final PairRdd<?, ?> rdd;
  private final Order<Object> order;

  /** A key and how many keys it stands for. */
  private record Candidate(Object key, float weight) {}

  /** The keys of one partition: how many there are, and some of them. */
  private record Sketch(int partition, long keys, List<Object> sample) {}

  RangeSample(String verb, PairRdd<?, ?> rdd, Order<Object> order) {
    this.verb = verb;
    this.rdd = rdd;
    this.order = order;
  }

  /**
   * The upper bounds of all ranges but the last.
   *
   * @param partitions how many ranges are wanted
   * @param hint how many keys are sampled for each
   */
  List<Object> bounds(int partitions, int hint) {
    double sampleSize = Math.min((double) hint * partitions, MOST_SAMPLES);
    int most = (int) Math.ceil(OVERSAMPLING * sampleSize / Math.max(1, rdd.getNumPartitions()));
    List<Sketch> sketches = sketch(most);
    long keys = sketches.stream().mapToLong(Sketch::keys).sum();
    double fraction = Math.min(sampleSize / Math.max(keys, 1), 1);
    List<Candidate> candidates = new ArrayList<>();
    List<Integer> imbalanced = new ArrayList<>();
    for (Sketch sketch : sketches) {
      if (fraction * sketch.keys > most) {
        imbalanced.add(sketch.partition);
      } else {
        float weight = (float) ((double) sketch.keys / sketch.sample.size());
        sketch.sample.forEach(key -> candidates.add(new Candidate(key, weight)));
      }
    }
    if (!imbalanced.isEmpty()) {
      resample(imbalanced, fraction)
          .forEach(key -> candidates.add(new Candidate(key, (float) (1 / fraction))));
    }
    return UserCode.call(
        verb, () -> determine(candidates, Math.min(partitions, candidates.size())));
  }

  /** Spark makes an RDD of the keys, whose number is in the seeds, and one of the sketches. */
  private List<Sketch> sketch(int most) {
    int keys = rdd.context.labels().leaveOut(2);
    return rdd.context.run(
        verb + " (keys)",
        rdd.node,
        (node, partition, context) -> {
          Reservoir reservoir = new Reservoir(most, byteswap(partition ^ keys << 16));
          node.push(partition, context, (key, value) -> reservoir.offer(key));
          return new Sketch(partition, reservoir.seen, reservoir.sample);
        });
  }

  /** Spreads bits that differ in few places only: Scala's {@code byteswap32}. */
  private static int byteswap(int bits) {
    return Integer.reverseBytes(bits * 0x9e3775cd) * 0x9e3775cd;
  }

  /** Spark makes RDDs of the keys, of those of the large partitions, and of the sample. */
  private List<Object> resample(List<Integer> partitions, double fraction) {
    rdd.context.labels().leaveOut(3);
    int seed = byteswap(-rdd.id() - 1);
    List<List<Object>> samples =
        rdd.context.run(
            verb + " (keys of large partitions)",
            rdd.node,
            partitions,
            (node, partition, context) -> {
              Sampler sampler =
                  Sampler.bernoulli(fraction, Sampler.seedOf(seed, partitions.indexOf(partition)));
              List<Object> sample = new ArrayList<>();
              node.push(
                  partition,
                  context,
                  (key, value) -> {
                    if (sampler.sample() > 0) {
                      sample.add(key);
                    }
                  });
              return sample;
            });
    return samples.stream().flatMap(List::stream).toList();
  }

  private List<Object> determine(List<Candidate> candidates, int partitions) {
    candidates.sort(Comparator.comparing(Candidate::key, order));
    double step = candidates.stream().mapToDouble(Candidate::weight).sum() / partitions;
    List<Object> bounds = new ArrayList<>();
    double weight = 0;
    double target = step;
    for (Candidate candidate : candidates) {
      if (bounds.size() >= partitions - 1) {
        break;
      }
      weight += candidate.weight;
      if (weight >= target && isBeyondLast(bounds, candidate.key)) {
        bounds.add(candidate.key);
        target += step;
      }
    }
    return bounds;
  }

  private boolean isBeyondLast(List<Object> bounds, Object key) {
    return bounds.isEmpty() || order.compare(key, bounds.get(bounds.size() - 1)) > 0;
  }

  /** So many keys, each with the same chance to be among them. */
  private static final class Reservoir {
    private final int most;
    private final XorShift random;
    private final List<Object> sample = new ArrayList<>();
    private long seen;

    Reservoir(int most, int seed) {
      this.most = most;
      this.random = new XorShift(seed);
    }

    void offer(Object key) {
      seen++;
      if (sample.size() < most) {
        sample.add(key);
        return;
      }
      long place = (long) (random.nextDouble() * seen);
      if (place < most) {
        sample.set((int) place, key);
      }
    }
  }
}
